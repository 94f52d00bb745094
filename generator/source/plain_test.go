package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"pgregory.net/rapid"
)

// checkPlain holds what the scanner reads by itself against the decoder. It reports
// whether the document was plain.
func checkPlain(t interface{ Fatalf(string, ...any) }, text string) bool {
	s := &scanner{file: &File{Name: "a.toml", Text: text}, text: text, plain: true}
	if !s.scan() || !s.plain || s.first != nil {
		return false
	}
	values := map[string]any{}
	if _, err := toml.Decode(text, &values); err != nil {
		t.Fatalf("plain, and the decoder refuses it (%v): %q", err, text)
	}
	if !equal(s.root, values) {
		t.Fatalf("other values than the decoder's %v: %q", values, text)
	}
	return true
}

func equal(n *Node, value any) bool {
	items := func(values []any) bool {
		if n.kind != list || len(n.inner) != len(values) {
			return false
		}
		for i, item := range n.inner {
			if !equal(item, values[i]) {
				return false
			}
		}
		return true
	}
	switch v := value.(type) {
	case map[string]any:
		if n.kind != table || len(n.inner) != len(v) {
			return false
		}
		for _, f := range n.inner {
			if inner, ok := v[f.name]; !ok || n.child(f.name) != f || !equal(f, inner) {
				return false
			}
		}
		return true
	case []map[string]any:
		var values []any
		for _, m := range v {
			values = append(values, m)
		}
		return items(values)
	case []any:
		return items(v)
	case string:
		return n.kind == text && n.value == v
	case int64:
		return n.kind == integer && n.num == v
	case bool:
		return n.kind == boolean && (n.num == 1) == v
	}
	return false
}

// TestPlainDocuments writes documents that are plain or all but so.
func TestPlainDocuments(t *testing.T) {
	name := rapid.SampledFrom([]string{"a", "b", "c", "d1", "e-f"})
	value := rapid.SampledFrom([]string{
		"0", "1", "-1", "63_000_000", "-63_000_000", "999999999999999999", "true", "false", `""`, `"가"`, "''", `'\'`, "\"\"\"\n가\n나\"\"\"", "'''가'''", `"""""`,
		"[]", "[1, 2,]", "[[1], [\"가\"]]", "[\n  { a = 1, b = \"가\" }, # 주석\n  { a = 2 },\n]", "{}", "{ a = 1, b = [1] }", "{ a = { b = 1 } }",
		// not plain, or no TOML
		"-0", "007", "1_", "_1", "1__0", "+1", "1.5", "0x1F", "2024-01-01", "9999999999999999999", "truex", `"\n"`, "\"\"\"a\"b\"\"\"", `"""""x"""`, "{ a = 1, }", "{ a = 1,\n b = 2 }", "{ a.b = 1 }", "[1 2]", "{ a = 1 b = 2 }", "",
	})
	space := rapid.SampledFrom([]string{"", " ", "\t", "  "})
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 8).Draw(t, "lines") {
			header := strings.Join(rapid.SliceOfN(name, 1, 3).Draw(t, "header"), ".")
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0:
				b.WriteString("[" + space.Draw(t, "s") + header + "]")
			case 1:
				b.WriteString("[[" + header + space.Draw(t, "s") + "]]")
			default:
				b.WriteString(space.Draw(t, "s") + name.Draw(t, "key") + space.Draw(t, "s") + "=" + space.Draw(t, "s") + value.Draw(t, "value"))
			}
			b.WriteString(rapid.SampledFrom([]string{"\n", "\n", " # 주석\n", "\n\n"}).Draw(t, "end"))
		}
		if checkPlain(t, b.String()) {
			plain++
		}
	})
	if plain < 5 {
		t.Errorf("only %d of the documents were plain: the test shows little", plain)
	}
}

// TestOurBooksArePlain: the decoder is not needed for what clerks write.
func TestOurBooksArePlain(t *testing.T) {
	files, err := filepath.Glob("../../data/*/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatal("no books", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !checkPlain(t, string(data)) {
			t.Errorf("%s is not plain", name)
		}
	}
}
