package source

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// rule is what a struct field's tags ask of a value. The tag `jsonschema` is that
// of invopop/jsonschema, from which the editors' schema is made, so that schema
// and reader cannot differ; read here are required, enum, minimum, maximum,
// pattern, and title and example for the words of messages.
type rule struct {
	name     string // the TOML key
	index    int    // of the struct field
	title    string // the key's Korean name, "" if the tag gives none
	example  string
	required bool
	enum     []string
	minimum  *int64
	maximum  *int64
	pattern  *regexp.Regexp

	path   string // where the value at hand stands: line.basis
	inList bool   // the value at hand is an element
}

// rules reads a struct's tags. A tag that cannot be read is a bug of ours.
func rules(t reflect.Type) []rule {
	var rs []rule
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("toml"), ",")
		if name == "-" {
			continue
		}
		if name == "" {
			panic("source: field " + t.String() + "." + field.Name + " has no toml tag")
		}
		r := rule{name: name, index: i}
		for _, item := range splitTag(field.Tag.Get("jsonschema")) {
			key, value, _ := strings.Cut(item, "=")
			switch key {
			case "required":
				r.required = true
			case "title":
				r.title = value
			case "example":
				r.example = value
			case "enum":
				r.enum = append(r.enum, value)
			case "minimum":
				r.minimum = bound(value)
			case "maximum":
				r.maximum = bound(value)
			case "pattern":
				r.pattern = regexp.MustCompile(value)
			}
		}
		rs = append(rs, r)
	}
	return rs
}

// splitTag splits at commas without a backslash before them.
func splitTag(tag string) []string {
	items := strings.Split(strings.ReplaceAll(tag, `\,`, "\x00"), ",")
	for i := range items {
		items[i] = strings.ReplaceAll(items[i], "\x00", ",")
	}
	return items
}

func bound(value string) *int64 {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		panic("source: bad bound in a tag: " + err.Error())
	}
	return &n
}

func keysOf(rs []rule) []string {
	var names []string
	for _, r := range rs {
		names = append(names, r.name)
	}
	return names
}

// find is the rule of a key.
func find(rs []rule, name string) (rule, bool) {
	i := slices.IndexFunc(rs, func(r rule) bool { return r.name == name })
	if i < 0 {
		return rule{}, false
	}
	return rs[i], true
}
