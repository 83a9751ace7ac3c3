-- What happened to proposals and has not been told yet. Taken out in the transaction that writes the notices.
CREATE TABLE definitions.proposal_news (
    step bigint PRIMARY KEY REFERENCES definitions.proposal_step
);

CREATE FUNCTION definitions.step_is_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO definitions.proposal_news (step) VALUES (NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER step_is_news AFTER INSERT ON definitions.proposal_step
    FOR EACH ROW EXECUTE FUNCTION definitions.step_is_news();

ALTER TABLE incidents.subscription ADD COLUMN topics text NOT NULL DEFAULT 'incidents';
ALTER TABLE incidents.subscription ALTER COLUMN topics DROP DEFAULT;
COMMENT ON COLUMN incidents.subscription.topics IS 'One a line: incidents, proposals.';

ALTER TABLE incidents.notice ADD COLUMN proposal bigint REFERENCES definitions.proposal (id);
COMMENT ON COLUMN incidents.notice.proposal IS 'The proposal that it tells of; a notice without this and without an incident is a test.';
CREATE INDEX notice_of_proposal_in_turn ON incidents.notice (subscription, proposal, number) WHERE state = 'waiting';
