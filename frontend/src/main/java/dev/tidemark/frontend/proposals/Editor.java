package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import dev.tidemark.frontend.Assets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A text editor with line numbers, completion and marks beside the lines: CodeMirror. */
@Tag("tm-editor")
@StyleSheet(Assets.CODEMIRROR + "lib/codemirror.css")
@StyleSheet(Assets.CODEMIRROR + "addon/hint/show-hint.css")
@JavaScript(Assets.CODEMIRROR + "lib/codemirror.js")
@JavaScript(Assets.CODEMIRROR + "mode/yaml/yaml.js")
@JavaScript(Assets.CODEMIRROR + "mode/sql/sql.js")
@JavaScript(Assets.CODEMIRROR + "mode/javascript/javascript.js")
@JavaScript(Assets.CODEMIRROR + "addon/hint/show-hint.js")
@JavaScript(Assets.EDITOR)
final class Editor extends Component implements HasSize {

    private static final long serialVersionUID = 1L;

    /** What stands beside a line: from 1, {@code fault}, {@code warning} or {@code note}, and in words. */
    record Beside(int line, String level, String text) {}

    private String value = "";

    /**
     * @param typed told the whole text when somebody has paused while typing
     */
    Editor(Consumer<String> typed) {
        getElement()
                .addEventListener("typed", event -> {
                    value = event.getEventData().get("event.detail").asString();
                    typed.accept(value);
                })
                .addEventData("event.detail");
    }

    String value() {
        return value;
    }

    /**
     * @param mode {@code yaml}, {@code sql} or {@code json}
     */
    void open(String text, String mode) {
        value = text;
        getElement().callJsFunction("open", text, mode);
    }

    void goTo(int line) {
        getElement().callJsFunction("goTo", line);
    }

    /** The words that completion offers beside those of the text. */
    void offer(List<String> words) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        words.forEach(list::add);
        getElement().callJsFunction("offer", list);
    }

    void mark(List<Beside> marks) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        marks.forEach(mark -> list.addObject()
                .put("line", mark.line())
                .put("level", mark.level())
                .put("text", mark.text()));
        getElement().callJsFunction("mark", list);
    }
}
