ALTER TABLE "task" ADD COLUMN "step_rank" text;

CREATE TABLE "assignment_step" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "assignment_id" text,
  "task_id" text,
  "person_id" text,
  "title" text,
  "step_rank" text,
  "done_at" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "assignment_step_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "assignment_step_by_id" ON "assignment_step" ("id");
