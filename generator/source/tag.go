package source

import (
	"reflect"
	"regexp"
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

	kind   kind    // what the field takes
	path   string  // where the value stands: line.basis
	inList bool    // the value is an element
	item   *rule   // of the elements, where the field takes a list
	fields *fields // of the table, where the field takes one with known keys
}

// fields are the keys that a table may have.
type fields struct {
	rules  []*rule
	places []int // struct fields of type Place
}

// Shape is what the tags of a struct and of those inside it ask of a file. It is read once
// for all files of a kind.
type Shape struct {
	of  reflect.Type
	top *fields
}

// ShapeOf reads the tags of T. A tag that cannot be read is a bug of ours.
func ShapeOf[T any]() *Shape { return shapeOf(reflect.TypeFor[T]()) }

func shapeOf(t reflect.Type) *Shape { return &Shape{t, fieldsOf(t, "")} }

// take completes the rule for a value of the type.
func (r *rule) take(t reflect.Type) {
	r.kind = kindOf(t)
	switch {
	case t == amountsType:
	case r.kind == list:
		item := *r
		item.inList = true
		item.take(t.Elem())
		r.item = &item
	case t.Kind() == reflect.Pointer:
		r.fields = fieldsOf(t.Elem(), r.path)
	case r.kind == table:
		r.fields = fieldsOf(t, r.path)
	}
}

// fieldsOf reads a struct's tags; path is the header of its table, "" for the top of the file.
func fieldsOf(t reflect.Type, path string) *fields {
	out := &fields{}
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Type == placeType {
			out.places = append(out.places, i)
		}
		name, _, _ := strings.Cut(field.Tag.Get("toml"), ",")
		if name == "-" {
			continue
		}
		if name == "" {
			panic("source: field " + t.String() + "." + field.Name + " has no toml tag")
		}
		r := &rule{name: name, index: i, path: join(path, name)}
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
		r.take(field.Type)
		out.rules = append(out.rules, r)
	}
	return out
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
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

func (fs *fields) keys() []string {
	var names []string
	for _, r := range fs.rules {
		names = append(names, r.name)
	}
	return names
}

// find is the rule of a key, nil if there is none.
func (fs *fields) find(name string) *rule {
	for _, r := range fs.rules {
		if r.name == name {
			return r
		}
	}
	return nil
}
