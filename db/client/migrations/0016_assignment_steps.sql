ALTER TABLE "task" ADD COLUMN "step_rank" TEXT;

CREATE TABLE "assignment_step" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "assignment_id" TEXT,
  "task_id" TEXT,
  "person_id" TEXT,
  "title" TEXT,
  "step_rank" TEXT,
  "done_at" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "assignment_step_by_assignment_id" ON "assignment_step" ("assignment_id");
