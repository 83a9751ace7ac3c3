package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import java.util.Base64;
import java.util.regex.Pattern;

/** A .proto file as text, or as the descriptor in Base64 that some clients send in its place. */
final class ProtoSource {

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    private ProtoSource() {}

    /**
     * @throws ProblemException INVALID_SCHEMA
     */
    static ProtoFileElement read(String text) {
        if (BASE64.matcher(text).matches()) {
            try {
                byte[] descriptor = Base64.getDecoder().decode(text);
                return parse(plain(ProtoText.of(FileDescriptorProto.parseFrom(
                        descriptor, Extensions.of(ConfluentProtos.meta()).known()))));
            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                throw invalid("it is neither a .proto file nor a descriptor of one in Base64", e);
            }
        }
        return parse(plain(text));
    }

    private static ProtoFileElement parse(String text) {
        try {
            return new ProtoParser(Location.get(""), text.toCharArray()).readProtoFile();
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw invalid(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Without comments, and with the escapes in strings doubled: the parser takes them away and does not write them again. Line breaks
     * stay, so that a message about a line means the line that was sent.
     */
    private static String plain(String text) {
        StringBuilder result = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                int end = endOfString(text, at);
                result.append(doubled(text.substring(at, end)));
                at = end;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                int next = end < 0 ? text.length() : end + 2;
                result.append(' ');
                text.substring(at, next).chars().filter(each -> each == '\n').forEach(each -> result.append('\n'));
                at = next;
            } else {
                result.append(c);
                at++;
            }
        }
        return result.toString();
    }

    /** An escaped quote stays one, for it must not end the string; and a bare one becomes one, for strings are written in double quotes. */
    private static String doubled(String literal) {
        StringBuilder result = new StringBuilder(literal.length());
        for (int at = 0; at < literal.length(); at++) {
            char c = literal.charAt(at);
            result.append(c == '"' && literal.charAt(0) == '\'' ? "\\\\" : "").append(c);
            if (c == '\\' && at + 1 < literal.length()) {
                char next = literal.charAt(++at);
                boolean itself = next == '"' || next == '\'' || next == '\\';
                result.append('\\').append(itself ? "\\" : "").append(next);
            }
        }
        return result.toString();
    }

    private static int endOfString(String text, int start) {
        char quote = text.charAt(start);
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == quote) {
                return at + 1;
            }
        }
        return text.length();
    }

    static ProblemException invalid(String reason, Exception cause) {
        return new ProblemException(RegistryProblem.INVALID_SCHEMA, reason).because(cause);
    }
}
