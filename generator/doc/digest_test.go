package doc

import (
	"reflect"
	"testing"

	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// fullSheet has every kind of node that a sheet may hold, and no field of them empty.
func fullSheet() *Chapter {
	won := func(n money.Won) *figure.Figure {
		return &figure.Figure{Name: figure.Nameless, Won: n, Expr: figure.Input{Written: n}}
	}
	num := &Num{
		Figure: won(8_000_000), Unit: money.Thousand, Suffix: "천원", Words: Words{Zero: "0", New: "순증", None: "-"},
		Part: &Part{Figure: won(2_000_000), Open: "(x", Close: ")", Nil: "-"},
	}
	text := []Inline{Text{S: "글"}, Break{}, Check{Label: "신규"}, num}
	cell := Cell{Blocks: []Block{&Paragraph{Role: Note, Text: text}}, ColSpan: 2, RowSpan: 3, Head: RowHead, Align: Right}
	return &Chapter{Kind: Sheet, ID: "a", Title: "사업", Running: [2]string{"왼", "오른"}, Foot: "지문", Blocks: []Block{
		&Heading{Level: 2, Mark: "□", Text: text},
		&Paragraph{Role: Note, Text: text},
		&List{Indent: 1, Items: []Item{{Mark: "○", Text: text, Children: []Item{{Mark: "-", Text: text}}}}},
		&Table{ID: "budget", Caption: "표", Unit: "천원", Columns: []Column{{ID: "c", Head: "머리", Width: 10, Align: Right}},
			Head: []Row{{Kind: TotalRow, Cells: []Cell{cell}}}, Body: []Row{{Kind: TotalRow, Cells: []Cell{cell}}}},
	}}
}

// notPrinted are the fields that leave a sheet's pages as they are.
var notPrinted = map[string]string{
	"Chapter.Running": "of the book",
	"Chapter.Foot":    "of the book",
	"Table.ByText":    "of a workbook",
	"Table.Rows":      "of a workbook",
	"Text.Span":       "where it was written",
	"Check.Span":      "where it was written",
	"Num.Exact":       "the same text for an amount that is whole",
	"Words.Zero":      "of another value",
	"Words.New":       "of another value",
	"Words.None":      "of another value",
	"Part.Nil":        "of another value",
	"Figure.Name":     "not printed, and where it was written",
	"Figure.Expr":     "how it came to be",
	"Figure.Rate":     "of another kind of figure",
}

// TestDigestSeesEveryField: whatever field changes, new ones too, the digest changes.
func TestDigestSeesEveryField(t *testing.T) {
	want := Digest(fullSheet())
	if Digest(fullSheet()) != want {
		t.Fatal("the same sheet has two digests")
	}
	changed := 0
	for n := 0; ; n++ {
		sheet := fullSheet()
		w := walker{target: n}
		w.walk(reflect.ValueOf(sheet), "")
		if w.field == "" {
			break
		}
		changed++
		if Digest(sheet) == want {
			t.Errorf("%s changed, and the digest did not", w.field)
		}
	}
	if changed < 60 {
		t.Errorf("%d fields changed: the walk misses some", changed)
	}
}

// walker changes the one plain field that comes as the target-th in walking order.
type walker struct {
	target, seen int
	field        string // what was changed
}

func (w *walker) walk(v reflect.Value, name string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			w.walk(v.Elem(), name)
		}
	case reflect.Interface: // holds a value that cannot be changed in place
		if v.Elem().Kind() == reflect.Pointer {
			w.walk(v.Elem(), name)
			return
		}
		twin := reflect.New(v.Elem().Type()).Elem()
		twin.Set(v.Elem())
		w.walk(twin, name)
		v.Set(twin)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			w.walk(v.Index(i), name)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Name() + "." + v.Type().Field(i).Name
			if notPrinted[field] == "" {
				w.walk(v.Field(i), field)
			}
		}
	default:
		if w.seen == w.target {
			w.field = name
			switch v.Kind() {
			case reflect.String:
				v.SetString(v.String() + "x")
			case reflect.Bool:
				v.SetBool(!v.Bool())
			case reflect.Uint8:
				v.SetUint(v.Uint() + 1)
			default:
				v.SetInt(2 * v.Int()) // an amount stays whole in twice its unit
			}
		}
		w.seen++
	}
}
