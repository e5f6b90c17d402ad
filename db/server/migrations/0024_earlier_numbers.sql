-- Other numbers that a laptop has had, as its last push said it: a list in JSON.
ALTER TABLE "device" ADD COLUMN "earlier" text;
