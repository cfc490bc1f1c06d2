-- CreateTable
CREATE TABLE "Waiver" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "siteId" TEXT NOT NULL,
    "check" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "found" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "expires" TEXT NOT NULL,
    CONSTRAINT "Waiver_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Waiver_siteId_check_host_key" ON "Waiver"("siteId", "check", "host");

-- An acceptance named neither its finding nor an end. It was given for what the newest preflight before it had found,
-- and gets the usual 30 days; without such a finding it is kept as one that does not hold.
INSERT INTO "Waiver" ("id", "siteId", "check", "host", "outcome", "found", "identity", "reason", "who", "at", "expires")
SELECT "id", "siteId", "check", "host",
    COALESCE(json_extract("verdict", '$.outcome'), ''),
    COALESCE(json_extract("verdict", '$.found'), ''),
    COALESCE(json_extract("verdict", '$.identity'), json_extract("verdict", '$.found'), ''),
    "reason", "who", "at", date("at", '+30 days')
FROM (
    SELECT "Acceptance".*, (
        SELECT "each"."value"
        FROM "Run" JOIN "Preflight" ON "Preflight"."runId" = "Run"."id", json_each("Preflight"."verdicts") AS "each"
        WHERE "Run"."siteId" = "Acceptance"."siteId" AND "Run"."state" = 'done' AND "Run"."startedAt" <= "Acceptance"."at"
            AND json_extract("each"."value", '$.check') = "Acceptance"."check"
            AND json_extract("each"."value", '$.host') = "Acceptance"."host"
        ORDER BY "Run"."startedAt" DESC LIMIT 1
    ) AS "verdict"
    FROM "Acceptance"
);

-- DropTable
DROP TABLE "Acceptance";

-- AlterTable
ALTER TABLE "Preflight" ADD COLUMN "blockers" TEXT NOT NULL DEFAULT '[]';
UPDATE "Preflight" SET "blockers" = (
    SELECT json_group_array(json("each"."value"))
    FROM json_each("Preflight"."verdicts") AS "each"
    WHERE json_extract("each"."value", '$.status') IN ('fail', 'unknown')
        AND json_extract("each"."value", '$.severity') IN ('block', 'block!')
);
