-- AlterTable
ALTER TABLE "Preflight" ADD COLUMN "only" TEXT;
