-- AlterTable
ALTER TABLE "Preflight" ADD COLUMN "input" TEXT;
