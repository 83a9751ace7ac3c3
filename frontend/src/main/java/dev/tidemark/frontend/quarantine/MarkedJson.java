package dev.tidemark.frontend.quarantine;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.problems.Fault;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event, laid out, with what is wrong beside the lines where it is wrong. A missing member is told where it should be. */
final class MarkedJson extends Div {

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * @param pointer of the value that begins in this line; empty in a line that begins none
     */
    private record Row(String text, String pointer) {}

    private final transient List<Row> rows = new ArrayList<>();

    MarkedJson(String label, String json, List<Fault> faults) {
        addClassName("tm-marked");
        getElement().setAttribute("tabindex", "0").setAttribute("aria-label", label);
        try {
            lay(JSON.readTree(json), "", "", "", "");
        } catch (JacksonException e) {
            rows.add(new Row(json, ""));
        }
        List<List<String>> beside = new ArrayList<>();
        rows.forEach(row -> beside.add(new ArrayList<>()));
        faults.forEach(fault -> beside.get(line(fault.pointer())).add(words(fault)));
        for (int i = 0; i < rows.size(); i++) {
            add(line(rows.get(i).text(), beside.get(i)));
        }
    }

    private static Div line(String text, List<String> wrong) {
        Div line = new Div(new Span(text));
        if (!wrong.isEmpty()) {
            line.addClassName("bad");
            Span note = new Span(String.join("; ", wrong));
            note.addClassName("tm-note");
            line.add(note);
        }
        return line;
    }

    /** The line of the value, or of the nearest that is there around it. */
    private int line(String pointer) {
        String wanted = pointer;
        while (true) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).pointer().equals(wanted)) {
                    return i;
                }
            }
            if (wanted.isEmpty()) {
                return 0;
            }
            wanted = wanted.substring(0, Math.max(0, wanted.lastIndexOf('/')));
        }
    }

    private String words(Fault fault) {
        Row row = rows.get(line(fault.pointer()));
        String inside = fault.pointer().startsWith(row.pointer())
                ? fault.pointer().substring(row.pointer().length())
                : fault.pointer();
        return inside.isEmpty() ? fault.detail() : inside.substring(1) + ": " + fault.detail();
    }

    private void lay(JsonNode node, String indent, String before, String after, String pointer) {
        if (!node.isContainer() || node.isEmpty()) {
            rows.add(new Row(indent + before + node + after, pointer));
            return;
        }
        String inner = indent + "  ";
        rows.add(new Row(indent + before + (node.isObject() ? "{" : "["), pointer));
        if (node.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> all = node.properties().iterator(); all.hasNext(); ) {
                Map.Entry<String, JsonNode> member = all.next();
                String name = member.getKey();
                lay(
                        member.getValue(),
                        inner,
                        JSON.writeValueAsString(name) + ": ",
                        all.hasNext() ? "," : "",
                        pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                lay(node.get(i), inner, "", i + 1 < node.size() ? "," : "", pointer + "/" + i);
            }
        }
        rows.add(new Row(indent + (node.isObject() ? "}" : "]") + after, "\0"));
    }
}
