ALTER TABLE "Preflight" ADD COLUMN "mesh" TEXT;
