package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.registry.Mode;
import dev.tidemark.registry.Settings;
import dev.tidemark.registry.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of settings and modes. */
public final class SettingsStore {

    private final JdbcClient jdbc;

    public SettingsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Settings> settings(Subject subject) {
        return jdbc.sql("SELECT document FROM registry.subject_config WHERE subject = ?")
                .param(subject.name())
                .query(String.class)
                .optional()
                .map(document -> Settings.of((ObjectNode) Json.kept(document)));
    }

    /** Whatever stands for another subject, by the subject that is meant. */
    public Map<Subject, List<Subject>> aliases() {
        Map<Subject, List<Subject>> aliases = new TreeMap<>();
        jdbc.sql("SELECT subject, document FROM registry.subject_config ORDER BY subject COLLATE \"C\"")
                .query((row, number) -> {
                    Subject subject = new Subject(row.getString(1));
                    Settings.of((ObjectNode) Json.kept(row.getString(2)))
                            .alias()
                            .ifPresent(
                                    meant -> aliases.computeIfAbsent(subject.sibling(meant), each -> new ArrayList<>())
                                            .add(subject));
                    return subject;
                })
                .list();
        return aliases;
    }

    public void put(Subject subject, Settings settings) {
        jdbc.sql("""
                        INSERT INTO registry.subject_config (subject, document) VALUES (?, ?)
                        ON CONFLICT (subject) DO UPDATE SET document = excluded.document, changed_at = now()
                        """)
                .param(subject.name())
                .param(Json.text(settings.document()))
                .update();
    }

    public void removeSettings(Subject subject) {
        jdbc.sql("DELETE FROM registry.subject_config WHERE subject = ?")
                .param(subject.name())
                .update();
    }

    public Optional<Mode> mode(Subject subject) {
        return jdbc.sql("SELECT mode FROM registry.subject_mode WHERE subject = ?")
                .param(subject.name())
                .query((row, number) -> Mode.valueOf(row.getString(1)))
                .optional();
    }

    public void put(Subject subject, Mode mode) {
        jdbc.sql("""
                        INSERT INTO registry.subject_mode (subject, mode) VALUES (?, ?)
                        ON CONFLICT (subject) DO UPDATE SET mode = excluded.mode, changed_at = now()
                        """).param(subject.name()).param(mode.name()).update();
    }

    /** Whatever has a mode of its own. */
    public List<Subject> moded() {
        return jdbc.sql("SELECT subject FROM registry.subject_mode ORDER BY subject COLLATE \"C\"")
                .query((row, number) -> new Subject(row.getString(1)))
                .list();
    }

    public void removeMode(Subject subject) {
        jdbc.sql("DELETE FROM registry.subject_mode WHERE subject = ?")
                .param(subject.name())
                .update();
    }
}
