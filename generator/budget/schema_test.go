package budget_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"budgetbook/generator/budget"
	"budgetbook/generator/source"
)

// node is as much of JSON Schema as ours uses.
type node struct {
	Type                 string           `json:"type"`
	Title                string           `json:"title"`
	Properties           map[string]*node `json:"properties"`
	Items                *node            `json:"items"`
	Required             []string         `json:"required"`
	Enum                 []any            `json:"enum"`
	Pattern              string           `json:"pattern"`
	Minimum              *int64           `json:"minimum"`
	Maximum              *int64           `json:"maximum"`
	AdditionalProperties json.RawMessage  `json:"additionalProperties"`
}

func schemas(t *testing.T) map[string]*node {
	t.Helper()
	out := map[string]*node{}
	for name, of := range map[string]func() ([]byte, error){"project": budget.ProjectSchema, "book": budget.BookSchema} {
		data, err := of()
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &node{}
		if err := json.Unmarshal(data, out[name]); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestSchemaHasTheDecodersKeys: an editor offers exactly the keys that the reader takes.
func TestSchemaHasTheDecodersKeys(t *testing.T) {
	s := schemas(t)
	for name, of := range map[string]reflect.Type{"project": reflect.TypeFor[budget.Project](), "book": reflect.TypeFor[budget.Book]()} {
		decoder, schema := map[string]bool{}, map[string]bool{}
		decoderKeys(of, "", decoder)
		schemaKeys(s[name], "", schema)
		if !maps.Equal(decoder, schema) {
			t.Errorf("%s: decoder %v\nschema %v", name, slices.Sorted(maps.Keys(decoder)), slices.Sorted(maps.Keys(schema)))
		}
		if len(decoder) < 15 {
			t.Errorf("%s: only %d keys", name, len(decoder))
		}
	}
}

// decoderKeys collects the keys of a struct by its tags, "!" behind those that must be there.
func decoderKeys(of reflect.Type, path string, keys map[string]bool) {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice && of != reflect.TypeFor[source.Amounts]() {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || of.PkgPath() == reflect.TypeFor[source.Text]().PkgPath() {
		return // a value
	}
	for i := range of.NumField() {
		f := of.Field(i)
		name := f.Tag.Get("toml")
		if name == "-" {
			continue
		}
		required := ""
		if slices.Contains(strings.Split(f.Tag.Get("jsonschema"), ","), "required") {
			required = "!"
		}
		keys[path+name+required] = true
		decoderKeys(f.Type, path+name+".", keys)
	}
}

func schemaKeys(n *node, path string, keys map[string]bool) {
	if n.Items != nil {
		n = n.Items
	}
	for name, p := range n.Properties {
		required := ""
		if slices.Contains(n.Required, name) {
			required = "!"
		}
		keys[path+name+required] = true
		schemaKeys(p, path+name+".", keys)
	}
}

// TestSamplesFitSchema: every sample and the scaffold are valid by the schema, and a
// sample with one thing wrong is not.
func TestSamplesFitSchema(t *testing.T) {
	s := schemas(t)
	paths, err := filepath.Glob("../../data/*/*.toml")
	if err != nil || len(paths) < 5 {
		t.Fatal("no samples", err)
	}
	texts := map[string]string{"scaffold book.toml": string(budget.ScaffoldBook()), "scaffold": string(budget.ScaffoldProject("a", nil))}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		texts[p] = string(data)
	}
	for path, text := range texts {
		kind := "project"
		if strings.HasSuffix(path, "book.toml") {
			kind = "book"
		}
		if faults := validate(t, s[kind], text); len(faults) > 0 {
			t.Errorf("%s: %v", path, faults)
		}
	}
	good := string(budget.ScaffoldProject("a", nil))
	for _, c := range []struct{ old, new, fault string }{
		{`title = `, `titel = `, "unknown key titel"},
		{`title = "새 사업"`, ``, "no title"},
		{`id = "a"`, `id = "A b"`, "id: pattern"},
		{`schema = 1`, `schema = 2`, "schema: maximum"},
		{`base = 0`, `base = "0"`, "line.base: not integer"},
	} {
		if faults := validate(t, s["project"], strings.Replace(good, c.old, c.new, 1)); !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, c.fault) }) {
			t.Errorf("%s → %s: got %v, want %s", c.old, c.new, faults, c.fault)
		}
	}
}

func validate(t *testing.T, n *node, text string) []string {
	t.Helper()
	var value map[string]any
	if _, err := toml.Decode(text, &value); err != nil {
		t.Fatal(err)
	}
	return n.faults(value, "")
}

func (n *node) faults(value any, path string) (out []string) {
	add := func(format string, args ...any) { out = append(out, path+": "+fmt.Sprintf(format, args...)) }
	if len(n.Enum) > 0 && !slices.Contains(n.Enum, value) {
		add("%v is not in %v", value, n.Enum)
	}
	switch v := value.(type) {
	case map[string]any:
		if n.Type != "object" {
			add("not %s", n.Type)
		}
		for _, r := range n.Required {
			if _, ok := v[r]; !ok {
				add("no %s", r)
			}
		}
		for key, item := range v {
			at := strings.TrimPrefix(path+"."+key, ".")
			if p, ok := n.Properties[key]; ok {
				out = append(out, p.faults(item, at)...)
				continue
			}
			var more node
			if json.Unmarshal(n.AdditionalProperties, &more) != nil {
				add("unknown key %s", key)
				continue
			}
			out = append(out, more.faults(item, at)...)
		}
	case []map[string]any:
		for _, item := range v {
			out = append(out, n.Items.faults(item, path)...)
		}
	case []any:
		for _, item := range v {
			out = append(out, n.Items.faults(item, path)...)
		}
	case string:
		if n.Type != "string" {
			add("not %s", n.Type)
		}
		if n.Pattern != "" && !regexp.MustCompile(n.Pattern).MatchString(v) {
			add("pattern")
		}
	case int64:
		if n.Type != "integer" {
			add("not %s", n.Type)
		}
		if n.Minimum != nil && v < *n.Minimum {
			add("minimum")
		}
		if n.Maximum != nil && v > *n.Maximum {
			add("maximum")
		}
	case bool:
		if n.Type != "boolean" {
			add("not %s", n.Type)
		}
	default:
		add("a %T", v)
	}
	return out
}

// TestSchemaSpeaksKorean: every key tells the clerk what it is.
func TestSchemaSpeaksKorean(t *testing.T) {
	korean := regexp.MustCompile(`\p{Hangul}`)
	var walk func(n *node, path string)
	walk = func(n *node, path string) {
		if n.Items != nil {
			n = n.Items
		}
		for name, p := range n.Properties {
			if !korean.MatchString(p.Title) {
				t.Errorf("%s%s has the title %q", path, name, p.Title)
			}
			walk(p, path+name+".")
		}
	}
	for name, s := range schemas(t) {
		walk(s, name+": ")
	}
}
