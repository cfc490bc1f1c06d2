-- AlterTable
ALTER TABLE "Preflight" ADD COLUMN "thresholds" TEXT;
