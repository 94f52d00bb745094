// Package compose makes the document tree: a computed sheet and an official form go
// in, a doc.Sheet comes out, one function for each kind of block. It decides what
// stands where; it computes nothing and knows no output.
package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/form"
	"budgetbook/generator/money"
)

// Edition is 판: who the book is for.
type Edition string

const (
	Council Edition = "council" // 의회 제출본: with officers
	Public  Edition = "public"  // 대시민 공개본: department and main number
)

// Editions in the order in which they are built.
var Editions = []Edition{Council, Public}

// Name is the edition's printed name.
func (e Edition) Name(f *form.Form) string {
	if e == Public {
		return f.Book.Edition.Public
	}
	return f.Book.Edition.Council
}

// composer carries what every block needs.
type composer struct {
	book     *budget.Book
	form     *form.Form
	edition  Edition
	headed   map[*form.Block]*doc.Table // tables of the form with their heads and no body yet, where they are known
	sheet    *calc.Sheet
	problems []diag.Diagnostic
}

func (c *composer) report(d diag.Diagnostic) { c.problems = append(c.problems, d) }

// Sheets composes the 사업설명서 of one edition, several at once. What they have in common is
// made once and shared: nobody changes a tree that is composed.
type Sheets struct {
	composer // without a sheet
	foot     string
	places   places
}

// SheetsOf makes ready what the sheets of an edition have in common.
func SheetsOf(book *budget.Book, f *form.Form, e Edition, fingerprint string) *Sheets {
	s := &Sheets{
		composer: composer{book: book, form: f, edition: e, headed: map[*form.Block]*doc.Table{}},
		foot:     foot(book, f, e, fingerprint), places: placesOf(f),
	}
	for _, section := range f.Sheet.Sections {
		for i := range section.Blocks {
			b := &section.Blocks[i]
			columns := b.Columns
			if b.Kind == "officers" {
				columns = s.officerColumns(b)
			}
			s.headed[b] = s.newTable(b, columns)
		}
	}
	return s
}

// Frame is a 사업설명서 without what it says: what a book tells of it in other places. An outline of
// the sheet is enough.
func (s *Sheets) Frame(p *budget.Project) *doc.Chapter {
	return &doc.Chapter{
		Kind:    doc.Sheet,
		ID:      p.ID.Value,
		Title:   p.Title.Value,
		Running: [2]string{s.book.Title.Value, running(p.Bureau.Value, p.Department.Value, p.Title.Value)},
		Foot:    s.foot,
		Within:  within(s.book, p),
	}
}

// Compose composes one 사업설명서. A block for which the project gives nothing is left
// out, unless the form requires it; a section without blocks too.
func (s *Sheets) Compose(sheet *calc.Sheet) (*doc.Chapter, []diag.Diagnostic) {
	c := s.composer
	c.sheet = sheet
	out := s.Frame(sheet.Project)
	out.Blocks = []doc.Block{&doc.Heading{Level: 1, Text: []doc.Inline{text(sheet.Project.Title)}}}
	for _, section := range c.form.Sheet.Sections {
		var blocks []doc.Block
		for i := range section.Blocks {
			blocks = append(blocks, c.block(section, &section.Blocks[i])...)
		}
		if len(blocks) > 0 {
			out.Blocks = append(out.Blocks, &doc.Heading{Level: 2, Mark: section.Number, Text: plain(c.year(section.Title))})
			out.Blocks = append(out.Blocks, blocks...)
		}
	}
	c.unplaced(s.places)
	return out, c.problems
}

// within is where the sheet stands in the book.
func within(book *budget.Book, p *budget.Project) (path []string) {
	if len(book.Accounts) > 0 {
		path = append(path, p.Account.Value)
	}
	if p.Bureau.Given() {
		path = append(path, p.Bureau.Value)
	}
	return append(path, p.Department.Value)
}

// block fills one block of the form, with its □ heading; nothing where there is nothing to say.
func (c *composer) block(section form.Section, b *form.Block) []doc.Block {
	var body []doc.Block
	switch b.Kind {
	case "overview":
		body = c.overview(b)
	case "officers":
		body = c.officers(b)
	case "budget":
		body = c.budgetTable(b)
	case "basis":
		body = c.basis(b)
	case "prose":
		body = c.prose(b)
	case "schedule":
		body = c.schedule(b)
	case "performance":
		body = c.performance(b)
	case "settlement":
		body = c.settlement(b)
	case "plan":
		body = c.plan(b)
	case "continuing":
		body = c.continuing(b)
	case "carryover":
		body = c.carryover(b)
	default:
		panic("compose: unknown kind of block " + b.Kind) // the form's decoder checks it
	}
	if len(body) == 0 && !b.Required {
		return nil
	}
	title := c.year(b.Title)
	for _, block := range body {
		if t, ok := block.(*doc.Table); ok && t.Caption == "" {
			if t.Caption = title; title == "" {
				t.Caption = c.year(section.Title)
			}
		}
	}
	note := b.Note
	if b.NoteFlat != "" && len(c.book.Bureaus) == 0 {
		note = b.NoteFlat
	}
	if note != "" {
		body = append(body, &doc.Paragraph{Role: doc.Note, Text: plain(note)})
	}
	if title == "" {
		return body
	}
	return append([]doc.Block{&doc.Heading{Level: 3, Mark: "□", Text: plain(title)}}, body...)
}

// SheetFoot is the foot line of a sheet in a file of its own: 의회 제출본 · 안 · 낱장 9b2e-04d1.
func SheetFoot(book *budget.Book, f *form.Form, e Edition, fingerprint string) string {
	return fill(cmp.Or(f.Book.Foot.Sheet, f.Book.Foot.Text), book, f, e, fingerprint)
}

// foot is the foot line of every page of a book: 의회 제출본 · 안 · 3f9c-7a21.
func foot(book *budget.Book, f *form.Form, e Edition, fingerprint string) string {
	return fill(f.Book.Foot.Text, book, f, e, fingerprint)
}

func fill(text string, book *budget.Book, f *form.Form, e Edition, fingerprint string) string {
	return strings.NewReplacer(
		"{edition}", e.Name(f),
		"{status}", book.Status.Value,
		"{fingerprint}", fingerprint,
	).Replace(text)
}

// year fills {year} and {round} in a word of the form.
func (c *composer) year(s string) string {
	if strings.IndexByte(s, '{') < 0 {
		return s
	}
	s = strings.ReplaceAll(s, "{round}", fmt.Sprint(c.book.Round.Value))
	return form.Year(s, c.book.FiscalYear.Value)
}

// words are the form's words for numbers.
func (c *composer) words() doc.Words {
	w := &c.form.Sheet.Words
	return doc.Words{Zero: w.Zero, New: w.RateNew, None: w.RateNone}
}

// unit is the unit of amounts outside the tables that have one of their own: 천원.
func (c *composer) unit() money.Unit { return c.book.Units.BasisUnit() }

// unitOf is the unit of a kind of block.
func (c *composer) unitOf(kind string) money.Unit {
	switch kind {
	case "budget":
		return c.book.Units.BudgetUnit()
	case "schedule":
		return c.book.Units.ScheduleUnit()
	case "settlement":
		return c.book.Units.SettlementUnit()
	}
	return c.unit()
}

// suffixed is an amount that prints its unit itself: 566,600천원.
func (c *composer) suffixed(f *figure.Figure) *doc.Num {
	return &doc.Num{Figure: f, Unit: c.unit(), Suffix: c.unit().Korean(), Words: c.words()}
}

// plainAmount is an amount in a table whose unit line says the unit.
func (c *composer) plainAmount(b *form.Block, f *figure.Figure) *doc.Num {
	return &doc.Num{Figure: f, Unit: c.unitOf(b.Kind), Words: c.words()}
}

// amount is a figure with its 국비 part.
func (c *composer) amount(b *form.Block, a calc.Amount) *doc.Num {
	w := &c.form.Sheet.Words
	none := w.PartNil
	if f := a.National; f != nil && f.Won == 0 && slices.ContainsFunc(f.Parts(), func(p *figure.Figure) bool { return p.Won != 0 }) {
		none = "0" // there is 국비, and it has not changed
	}
	made := &struct { // one piece of memory: a book has a million of them
		num  doc.Num
		part doc.Part
	}{
		doc.Num{Figure: a.Figure, Unit: c.unitOf(b.Kind), Words: c.words()},
		doc.Part{Figure: a.National, Open: w.PartOpen, Nil: none, Close: w.PartClose},
	}
	made.num.Part = &made.part
	return &made.num
}

// window tells which of the years a table with a row for each year shows, and reports
// years that were given but have no row.
func (c *composer) window(b *form.Block, years []yearAt, what string) (rows []int64) {
	var shown []string
	for _, offset := range b.Years {
		y := c.book.FiscalYear.Value + int64(offset)
		rows = append(rows, y)
		shown = append(shown, strconv.FormatInt(y, 10))
	}
	for _, y := range years {
		if !slices.Contains(rows, y.year) {
			c.report(diag.Diagnostic{Code: "E214", Span: y.at,
				Message: fmt.Sprintf("%s 표에 %d년이 들어갈 줄이 없습니다", what, y.year),
				Hints:   []string{fmt.Sprintf("%d년도 책의 이 표에 있는 해: %s. 연도를 고치거나 지우십시오", c.book.FiscalYear.Value, strings.Join(shown, ", "))}})
		}
	}
	return rows
}

// yearAt is a year and where it was written.
type yearAt struct {
	year int64
	at   diag.Span
}
