ALTER TABLE incidents.incident ADD COLUMN affects text NOT NULL DEFAULT '';
COMMENT ON COLUMN incidents.incident.affects IS
    'One a line: subjects of the same kind that cannot pass the same check before this one does; they have no incidents of their own.';
