package dev.tidemark.cdc.internal.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of {@code pgoutput}, as a server sends them. */
public final class WrittenLog {

    private WrittenLog() {}

    private interface Content {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] message(char kind, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(kind);
            content.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] begin(long commit, long microsSince2000) {
        return message('B', out -> {
            out.writeLong(commit);
            out.writeLong(microsSince2000);
            out.writeInt(7);
        });
    }

    public static byte[] commit(long commit) {
        return message('C', out -> {
            out.writeByte(0);
            out.writeLong(commit);
            out.writeLong(commit + 48);
            out.writeLong(0);
        });
    }

    public static byte[] relation(Relation relation) {
        return message('R', out -> {
            out.writeInt(relation.id());
            text(out, relation.schema());
            text(out, relation.table());
            out.writeByte('d');
            out.writeShort(relation.columns().size());
            for (Relation.Column column : relation.columns()) {
                out.writeByte(1);
                text(out, column.name());
                out.writeInt(column.type());
                out.writeInt(column.modifier());
            }
        });
    }

    public static byte[] insert(Relation relation, List<Cell> row) {
        return message('I', out -> {
            out.writeInt(relation.id());
            row(out, 'N', row);
        });
    }

    public static byte[] update(Relation relation, @Nullable List<Cell> old, List<Cell> row) {
        return message('U', out -> {
            out.writeInt(relation.id());
            if (old != null) {
                row(out, 'O', old);
            }
            row(out, 'N', row);
        });
    }

    public static byte[] delete(Relation relation, List<Cell> old) {
        return message('D', out -> {
            out.writeInt(relation.id());
            row(out, 'K', old);
        });
    }

    public static byte[] truncate(List<Relation> relations) {
        return message('T', out -> {
            out.writeInt(relations.size());
            out.writeByte(0);
            for (Relation relation : relations) {
                out.writeInt(relation.id());
            }
        });
    }

    private static void row(DataOutputStream out, char kind, List<Cell> row) throws IOException {
        out.writeByte(kind);
        out.writeShort(row.size());
        for (Cell cell : row) {
            switch (cell) {
                case Cell.Null _ -> out.writeByte('n');
                case Cell.Unchanged _ -> out.writeByte('u');
                case Cell.Text(String value) -> {
                    byte[] bytes = value.getBytes(UTF_8);
                    out.writeByte('t');
                    out.writeInt(bytes.length);
                    out.write(bytes);
                }
            }
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.writeByte(0);
    }
}
