ALTER TABLE "task" ADD COLUMN "board_rank" TEXT;

ALTER TABLE "task" ADD COLUMN "day_rank" TEXT;

ALTER TABLE "task" ADD COLUMN "repeat_from" TEXT;

ALTER TABLE "assignment" ADD COLUMN "board_rank" TEXT;

ALTER TABLE "assignment" ADD COLUMN "day_rank" TEXT;
