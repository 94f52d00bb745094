package source

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// called is the key as messages name it: title(사업명).
func (r *rule) called() string {
	if r.title == "" {
		return r.name
	}
	return r.name + "(" + r.title + ")"
}

// line is the hint to type a value.
func (r *rule) line(value string) string {
	if r.inList {
		return value
	}
	return r.name + " = " + value
}

// toType is the hint to type some value of the field's type.
func (r *rule) toType(t reflect.Type) string {
	switch k := kindOf(t); {
	case r.inList:
	case k == table:
		return "[" + r.path + "]"
	case k == list && kindOf(t.Elem()) == table:
		return "[[" + r.path + "]]"
	}
	return r.line(r.sample(t))
}

// sample is a value that the key could have, as TOML.
func (r *rule) sample(t reflect.Type) string {
	k := kindOf(t)
	switch {
	case k == list:
		return "[" + r.sample(t.Elem()) + "]"
	case k == table:
		return "{ … }"
	case k == text && r.example != "":
		return quote(r.example)
	case r.example != "":
		return r.example
	case k == text && len(r.enum) > 0:
		return quote(r.enum[0])
	case k == text:
		return `"…"`
	case k == boolean:
		return "true"
	case t == wonType:
		return "63_000_000"
	case r.minimum != nil:
		return fmt.Sprint(*r.minimum)
	}
	return "1"
}

// kindOf is the TOML type that a field takes.
func kindOf(t reflect.Type) kind {
	switch t {
	case textType:
		return text
	case intType, wonType:
		return integer
	case boolType:
		return boolean
	case amountsType:
		return table
	}
	switch t.Kind() {
	case reflect.String:
		return text
	case reflect.Int:
		return integer
	case reflect.Bool:
		return boolean
	case reflect.Struct, reflect.Pointer:
		return table
	case reflect.Slice:
		return list
	}
	panic("source: cannot decode into " + t.String())
}

// unknown reports a key that the table does not have, and tells the key that was
// probably meant, if any.
func (d *decoder) unknown(n *Node, known *fields, path string) (meant string) {
	names := known.keys()
	all := "여기에 쓸 수 있는 키: " + strings.Join(names, ", ")
	hints := []string{all}
	if i := slices.IndexFunc(known.rules, func(r *rule) bool { return r.title != "" && r.title == n.name }); i >= 0 {
		meant = names[i]
		hints = []string{"키는 영문으로 씁니다: " + meant}
	} else if near, ok := Nearest(n.name, names); ok {
		meant = near
		hints = []string{"혹시 " + meant + " 입니까?"}
	} else if path != "" && d.top.find(n.name) != nil {
		hints = []string{fmt.Sprintf("%s 줄은 첫 [표] 앞으로 옮깁니다", n.name), all}
	}
	d.report("E004", n.place(), "알 수 없는 키입니다: "+shorten(n.name), hints...)
	return meant
}

// missing reports a required key that the table lacks.
func (d *decoder) missing(n *Node, r *rule, t reflect.Type) {
	d.report("E006", n.span(), "꼭 있어야 하는 키가 없습니다: "+r.called(), r.toType(t))
}

// wrongType reports a value of another type than the key takes.
func (d *decoder) wrongType(n *Node, t reflect.Type, r *rule) {
	want := kindOf(t)
	hint := r.toType(t)
	switch {
	case want == text && n.raw != "":
		hint = r.line(quote(n.raw))
	case want == integer && n.kind == text:
		if amount, ok := amountIn(n.value); ok {
			hint = r.line(strings.ReplaceAll(amount, "_", "")) // no amount: a year, a count
		}
	case want == list && n.kind == kindOf(t.Elem()) && n.kind == text:
		hint = r.line("[" + quote(n.value) + "]")
	}
	d.report("E005", n.span(), fmt.Sprintf("%s에는 %s 씁니다: 적힌 값은 %s", r.called(), want.object(), n.describe()), hint)
}

// wrongWon is wrongType for amounts, which take whole 원 and nothing else.
func (d *decoder) wrongWon(n *Node, r *rule) {
	hint := r.line(r.sample(wonType))
	if n.kind == text {
		if amount, ok := amountIn(n.value); ok {
			hint = r.line(amount)
		}
	}
	d.report("E005", n.span(), fmt.Sprintf("%s에는 원 단위 정수를 씁니다: 적힌 값은 %s", r.called(), n.describe()), hint)
}

// describe is a value for a message: 정수 201.
func (n *Node) describe() string {
	switch {
	case n.kind == text:
		return n.kind.korean() + " " + quote(n.value)
	case n.raw != "":
		return n.kind.korean() + " " + shorten(n.raw)
	}
	return n.kind.korean()
}

// quote is a text as it would be typed, shortened.
func quote(s string) string {
	s = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(shorten(s))
	return `"` + s + `"`
}

// shorten cuts a text that is too long for a message.
func shorten(s string) string {
	const most = 30
	count := 0
	for i := range s {
		if count++; count > most {
			return s[:i] + "…"
		}
	}
	return s
}
