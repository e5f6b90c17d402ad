ALTER TABLE "conflict_decision" ADD COLUMN "about_start" INTEGER;

ALTER TABLE "conflict_decision" ADD COLUMN "about_end" INTEGER;
