// The text editor of definitions: CodeMirror with completion from the live catalog and marks beside the lines.
(() => {
  const MODES = { yaml: 'yaml', sql: 'text/x-sql', json: { name: 'javascript', json: true } };

  class TmEditor extends HTMLElement {
    #editor;
    #words = [];
    #quiet = false;
    #pause = 0;

    #made() {
      if (this.#editor) return this.#editor;
      this.#editor = window.CodeMirror(this, {
        lineNumbers: true, tabSize: 2, indentUnit: 2, indentWithTabs: false, lineWrapping: false, viewportMargin: 60,
        gutters: ['tm-beside', 'CodeMirror-linenumbers'], inputStyle: 'contenteditable', screenReaderLabel: 'Text of the definition',
        extraKeys: {
          'Ctrl-Space': () => this.#complete(),
          // Two spaces, never a tab; Escape then Tab leaves the editor.
          Tab: editor => editor.somethingSelected() ? editor.indentSelection('add') : editor.replaceSelection('  '),
          'Shift-Tab': editor => editor.indentSelection('subtract'),
          Esc: editor => editor.getInputField().blur(),
        },
      });
      this.#editor.on('change', () => {
        if (this.#quiet) return;
        clearTimeout(this.#pause);
        this.#pause = setTimeout(() => this.#tell(), 350);
      });
      // Whoever clicks elsewhere at once is not to lose the last words.
      this.#editor.on('blur', () => this.#pause && this.#tell());
      this.#editor.on('inputRead', (editor, change) => {
        if (/[\w']$/.test(change.text.at(-1)) && !editor.state.completionActive) this.#complete();
      });
      return this.#editor;
    }

    #tell() {
      clearTimeout(this.#pause);
      this.#pause = 0;
      this.dispatchEvent(new CustomEvent('typed', { detail: this.#editor.getValue() }));
    }

    #complete() {
      this.#made().showHint({
        completeSingle: false,
        hint: editor => {
          const at = editor.getCursor(), line = editor.getLine(at.line);
          let from = at.ch;
          while (from > 0 && /\w/.test(line[from - 1])) from--;
          const typed = line.slice(from, at.ch).toLowerCase();
          if (typed.length < 2) return null;
          const list = this.#words.filter(word => word.toLowerCase().includes(typed) && word !== line.slice(from, at.ch))
            .sort((a, b) => b.toLowerCase().startsWith(typed) - a.toLowerCase().startsWith(typed)).slice(0, 12);
          return list.length ? { list, from: { line: at.line, ch: from }, to: at } : null;
        },
      });
    }

    open(text, mode) {
      const editor = this.#made();
      this.#quiet = true;
      editor.setOption('mode', MODES[mode] || null);
      editor.setValue(text);
      editor.clearHistory();
      this.#quiet = false;
      requestAnimationFrame(() => editor.refresh());
    }

    goTo(line) {
      const editor = this.#made();
      editor.setCursor({ line: line - 1, ch: 0 });
      requestAnimationFrame(() => editor.scrollIntoView({ line: line - 1, ch: 0 }, 160));
    }

    offer(words) { this.#words = words; }

    mark(marks) {
      const editor = this.#made();
      editor.clearGutter('tm-beside');
      editor.eachLine(line => editor.removeLineClass(line, 'wrap'));
      const byLine = new Map();
      marks.forEach(mark => byLine.set(mark.line, [...(byLine.get(mark.line) || []), mark]));
      byLine.forEach((all, line) => {
        const worst = all.find(mark => mark.level === 'fault') || all.find(mark => mark.level === 'warning') || all[0];
        const sign = document.createElement('span');
        sign.className = 'tm-mark ' + ({ fault: 'broken', warning: 'late' }[worst.level] || 'fresh');
        sign.title = all.map(mark => mark.text).join('\n');
        sign.setAttribute('role', 'img');
        sign.setAttribute('aria-label', worst.level + ': ' + sign.title);
        editor.setGutterMarker(line - 1, 'tm-beside', sign);
        if (worst.level !== 'note') editor.addLineClass(line - 1, 'wrap', 'tm-line-' + worst.level);
      });
    }
  }
  if (!customElements.get('tm-editor')) customElements.define('tm-editor', TmEditor);
})();
