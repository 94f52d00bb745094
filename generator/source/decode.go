package source

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"budgetbook/generator/diag"
	"budgetbook/generator/money"
)

// Decode fills the struct that dst points to with the file's values, by the tags
// `toml:"key"` and `jsonschema:"…"` (see rule). Fields are [Text], [Won], [Int], [Bool],
// [Amounts], [Place], plain string, int and bool, a struct (table), a pointer to one
// (nil where the table is not given), and slices of Text, Int, Won, string, int and
// structs. All problems are reported, in the order of the file: E004 unknown key, E005
// wrong type, E006 missing key, E009 a value outside its list, bounds or pattern.
// A file without a Root has been reported already and leaves dst alone.
func Decode(f *File, dst any) []diag.Diagnostic {
	return shapeOf(reflect.TypeOf(dst).Elem()).Decode(f, dst)
}

// Decode is [Decode] for one of many files; dst points to the struct of the shape.
func (s *Shape) Decode(f *File, dst any) []diag.Diagnostic {
	if f.Root == nil {
		return nil
	}
	v := reflect.ValueOf(dst).Elem()
	if v.Type() != s.of {
		panic("source: a " + v.Type().String() + " has not the shape of " + s.of.String())
	}
	d := &decoder{top: s.top}
	d.table(f.Root, v, s.top, "")
	return diag.Sort(d.found)
}

type decoder struct {
	top   *fields // the keys that belong before the first table
	found []diag.Diagnostic
}

func (d *decoder) report(code string, at diag.Span, message string, hints ...string) {
	d.found = append(d.found, diag.Diagnostic{Code: code, Span: at, Message: message, Hints: hints})
}

var (
	textType    = reflect.TypeFor[Text]()
	intType     = reflect.TypeFor[Int]()
	wonType     = reflect.TypeFor[Won]()
	boolType    = reflect.TypeFor[Bool]()
	amountsType = reflect.TypeFor[Amounts]()
	placeType   = reflect.TypeFor[Place]()
)

// table decodes a table's fields; path is its header, "" for the top of the file.
func (d *decoder) table(n *Node, dst reflect.Value, known *fields, path string) {
	for _, i := range known.places {
		*at[Place](dst.Field(i)) = Place{n.span()}
	}
	var meant []string // by the unknown keys: these are not missing as well
	for _, f := range n.inner {
		if r := known.find(f.name); r != nil {
			d.value(f, dst.Field(r.index), r)
		} else {
			meant = append(meant, d.unknown(f, known, path))
		}
	}
	for _, r := range known.rules {
		if r.required && n.child(r.name) == nil && !slices.Contains(meant, r.name) {
			d.missing(n, r, dst.Field(r.index).Type())
		}
	}
}

// at is the field itself, which is of the type.
func at[T any](field reflect.Value) *T { return field.Addr().Interface().(*T) }

// value decodes one value by the type of its field.
func (d *decoder) value(n *Node, dst reflect.Value, r *rule) {
	switch dst.Type() {
	case wonType:
		if w, ok := d.won(n, r); ok && d.checkBounds(n, r) {
			*at[Won](dst) = w
		}
		return
	case amountsType:
		if d.want(n, dst, r) {
			*at[Amounts](dst) = d.amounts(n)
		}
		return
	}
	if r.kind == list {
		d.list(n, dst, r)
		return
	}
	if !d.want(n, dst, r) || r.kind == text && !d.checkText(n, r) || r.kind == integer && !d.checkBounds(n, r) {
		return
	}
	switch dst.Type() {
	case textType:
		*at[Text](dst) = n.text()
		return
	case intType:
		*at[Int](dst) = Int{n.num, n.span()}
		return
	case boolType:
		*at[Bool](dst) = Bool{n.num == 1, n.span()}
		return
	}
	switch dst.Kind() {
	case reflect.String:
		dst.SetString(n.value)
	case reflect.Int:
		dst.SetInt(n.num)
	case reflect.Bool:
		dst.SetBool(n.num == 1)
	case reflect.Struct:
		d.table(n, dst, r.fields, r.path)
	case reflect.Pointer:
		dst.Set(reflect.New(dst.Type().Elem()))
		d.table(n, dst.Elem(), r.fields, r.path)
	default:
		panic("source: cannot decode into " + dst.Type().String())
	}
}

func (d *decoder) list(n *Node, dst reflect.Value, r *rule) {
	if n.kind != list {
		if n.kind == table && r.item.kind == table {
			d.report("E005", n.span(), fmt.Sprintf("%s에는 표를 여럿 쓸 수 있어 대괄호가 두 겹이어야 합니다", r.called()),
				"[["+r.path+"]]")
			return
		}
		d.wrongType(n, dst.Type(), r)
		return
	}
	dst.Set(reflect.MakeSlice(dst.Type(), len(n.inner), len(n.inner)))
	for i, item := range n.inner {
		d.value(item, dst.Index(i), r.item)
	}
}

// amounts decodes a table of free keys, all of them 원.
func (d *decoder) amounts(n *Node) Amounts {
	as := make(Amounts, 0, len(n.inner))
	r := &rule{}
	for _, f := range n.inner {
		r.name = f.name
		if w, ok := d.won(f, r); ok {
			as = append(as, Amount{Key: Text{Value: f.name, Span: f.place()}, Won: w})
		}
	}
	return as
}

// won takes an integer as 원. A fraction is refused: there is no float near a figure.
func (d *decoder) won(n *Node, r *rule) (Won, bool) {
	if n.kind != integer {
		d.wrongWon(n, r)
		return Won{}, false
	}
	w := money.Won(n.num)
	if w > money.Limit || w < -money.Limit {
		d.report("E005", n.span(), fmt.Sprintf("%s의 금액이 너무 큽니다: 적힌 값 %s원, 다룰 수 있는 값은 %s원까지",
			r.called(), thousands(n.num), thousands(int64(money.Limit))), "단위가 원인지 확인합니다")
		return Won{}, false
	}
	return Won{w, n.span()}, true
}

// want reports whether the value is of the kind that the field takes, with an E005 if not.
func (d *decoder) want(n *Node, dst reflect.Value, r *rule) bool {
	if n.kind == r.kind {
		return true
	}
	d.wrongType(n, dst.Type(), r)
	return false
}

// checkText holds a text against required, enum and pattern.
func (d *decoder) checkText(n *Node, r *rule) bool {
	value := n.value
	switch {
	case r.required && strings.TrimSpace(value) == "":
		d.report("E006", n.place(), "꼭 있어야 하는 값이 비어 있습니다: "+r.called(), r.line(r.sample(textType)))
	case len(r.enum) > 0 && !slices.Contains(r.enum, value):
		hints := []string{"쓸 수 있는 말: " + strings.Join(r.enum, ", ")}
		if near, ok := Nearest(value, r.enum); ok {
			hints = append([]string{r.line(quote(near))}, hints...)
		}
		d.report("E009", n.span(), fmt.Sprintf("%s에 쓸 수 없는 말입니다: %s", r.called(), quote(value)), hints...)
	case r.pattern != nil && !r.pattern.MatchString(value):
		d.report("E009", n.span(), fmt.Sprintf("%s의 모양이 맞지 않습니다: %s", r.called(), quote(value)), r.line(r.sample(textType)))
	default:
		return true
	}
	return false
}

// checkBounds holds a number against minimum and maximum.
func (d *decoder) checkBounds(n *Node, r *rule) bool {
	if (r.minimum == nil || n.num >= *r.minimum) && (r.maximum == nil || n.num <= *r.maximum) {
		return true
	}
	var hint string
	switch {
	case r.maximum == nil:
		hint = thousands(*r.minimum) + " 이상인 수를 씁니다"
	case r.minimum == nil:
		hint = thousands(*r.maximum) + " 이하인 수를 씁니다"
	case *r.minimum == *r.maximum:
		hint = r.line(underscored(*r.minimum))
	default:
		hint = thousands(*r.minimum) + "부터 " + thousands(*r.maximum) + "까지의 수를 씁니다"
	}
	d.report("E009", n.span(), fmt.Sprintf("%s의 값이 범위를 벗어납니다: 적힌 값 %s", r.called(), thousands(n.num)), hint)
	return false
}
