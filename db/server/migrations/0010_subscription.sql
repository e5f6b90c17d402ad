CREATE TABLE "subscription" (
  "person_id" text PRIMARY KEY,
  "token_hash" text NOT NULL,
  "created_at" bigint NOT NULL,
  "read_at" bigint,
  CONSTRAINT "subscription_token" UNIQUE ("token_hash")
);
