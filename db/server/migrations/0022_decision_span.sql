ALTER TABLE "conflict_decision" ADD COLUMN "about_start" bigint;
ALTER TABLE "conflict_decision" ADD COLUMN "about_end" bigint;
