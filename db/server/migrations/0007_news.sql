-- What processes tell each other where the database has no LISTEN (SEMICOLON_NOTIFY=poll).
CREATE TABLE "news" (
  "id" text PRIMARY KEY,
  "at" bigint NOT NULL,
  "channel" text NOT NULL,
  "payload" text NOT NULL
);

CREATE INDEX "news_by_at" ON "news" ("at");
