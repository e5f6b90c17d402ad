ALTER TABLE "handover" ADD COLUMN "first_n" bigint DEFAULT 0 NOT NULL;

UPDATE "handover" SET "first_n" = coalesce(("changes"::json->0->>'n')::bigint, 0);

ALTER TABLE "handover" DROP CONSTRAINT "handover_pkey";

ALTER TABLE "handover" ADD CONSTRAINT "handover_pk" PRIMARY KEY ("device", "first_n");
