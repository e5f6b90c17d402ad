DROP INDEX "_outbox_waiting";

CREATE INDEX "_outbox_waiting" ON "_outbox" (id) WHERE state <> 1;
