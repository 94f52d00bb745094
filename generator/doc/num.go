package doc

import (
	"strings"

	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// Num prints a figure. A nil Figure (not given) prints as nothing.
type Num struct {
	Figure *figure.Figure
	Unit   money.Unit // ignored for rates
	Suffix string     // "천원", or "" in columns whose unit line says it
	Bold   bool
	Exact  bool // prints decimals where the value is not whole in Unit (in running text)
	Words  Words
	Part   *Part // the (x…) figure before it, or nil
}

// Words are the form's words for values that are no plain number.
type Words struct {
	Zero string // "0" or "-"
	New  string // 증감률 from nothing: 순증
	None string // 증감률 of nothing: "-"
}

// Part is the part of the figure that 국비 pays: the form prints it before the
// figure, as (x1,234), and (x-) where it is nothing. A nil
// Figure is unknown and prints blank.
type Part struct {
	Figure *figure.Figure
	Open   string // "(x"
	Close  string // ")"
	Nil    string // "-"
}

// Value is the printed number with its suffix: 566,600 or △13 or 3,600천원 or "".
func (n *Num) Value() string {
	if n.Figure == nil {
		return ""
	}
	if n.Figure.IsRate() {
		switch r := n.Figure.Rate; {
		case r.New:
			return n.Words.New
		case r.None:
			return n.Words.None
		default:
			text, _ := r.Number()
			return text + n.Suffix
		}
	}
	if n.Figure.Won == 0 {
		return n.Words.Zero + n.Suffix
	}
	if n.Exact {
		return n.Figure.Won.Decimal(n.Unit) + n.Suffix
	}
	return n.Figure.Won.In(n.Unit) + n.Suffix
}

// PartText is the printed (x…) figure: "(x-)", "(x1,234)" or "".
func (n *Num) PartText() string {
	p := n.Part
	switch {
	case p == nil || p.Figure == nil:
		return ""
	case !p.Figure.IsRate() && p.Figure.Won == 0:
		return p.Open + p.Nil + p.Close
	}
	inner := Num{Figure: p.Figure, Unit: n.Unit, Words: n.Words}
	return p.Open + inner.Value() + p.Close
}

// String is the whole printed text: "(x-) 651,000". Every renderer prints this text,
// whatever it does to place the two halves.
func (n *Num) String() string {
	return strings.TrimSpace(n.PartText() + " " + n.Value())
}

// PlainText is the text of inlines as printed, with "\n" for a break.
func PlainText(in []Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case Text:
			b.WriteString(i.S)
		case Break:
			b.WriteByte('\n')
		case Check:
			b.WriteString(i.String())
		case *Num:
			b.WriteString(i.String())
		case Factor:
			b.WriteString(i.Figure.Expr.(figure.Formula).Formula.Numbers()[i.Index].Text)
		case Exact:
			b.WriteString(i.Figure.Expr.(figure.Formula).Exact.RatString())
		case Equal:
			b.WriteString(i.String())
		default:
			panic("doc: unknown inline")
		}
	}
	return b.String()
}

// String is the box and its label.
func (c Check) String() string {
	if c.On {
		return "☑ " + c.Label
	}
	return "☐ " + c.Label
}
