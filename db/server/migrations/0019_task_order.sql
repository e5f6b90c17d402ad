ALTER TABLE "task" ADD COLUMN "board_rank" text;

ALTER TABLE "task" ADD COLUMN "day_rank" text;

ALTER TABLE "task" ADD COLUMN "repeat_from" text;

ALTER TABLE "assignment" ADD COLUMN "board_rank" text;

ALTER TABLE "assignment" ADD COLUMN "day_rank" text;
