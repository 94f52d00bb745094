package compose

import (
	"fmt"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/doc"
	"budgetbook/generator/form"
)

// Book composes the front matter around sheets that are composed already: cover,
// 일러두기 and 차례. sheets are in print order.
func Book(book *budget.Book, f *form.Form, totals *calc.Totals, sheets []*doc.Chapter, e Edition, fingerprint string) *doc.Book {
	chapter := func(kind doc.Kind, title string, blocks ...doc.Block) *doc.Chapter {
		return &doc.Chapter{Kind: kind, ID: "book." + string(kind), Title: title,
			Running: [2]string{book.Title.Value, title}, Foot: foot(book, f, e, fingerprint), Blocks: blocks}
	}
	out := &doc.Book{
		Title:    book.Title.Value,
		Author:   book.Government.Value,
		Language: "ko-KR",
		Date:     book.Date.Value,
		ID:       fingerprint,
		Info: []doc.Field{
			{Key: "government", Label: "기관", Value: book.Government.Value},
			{Key: "fiscal_year", Label: "회계연도", Value: book.YearText(0)},
			{Key: "kind", Label: "예산 구분", Value: kind(book)},
			{Key: "status", Label: "상태", Value: book.Status.Value},
			{Key: "edition", Label: "판", Value: e.Name(f)},
			{Key: "date", Label: "날짜", Value: dotted(book.Date.Value)},
			{Key: "fingerprint", Label: "지문", Value: fingerprint},
		},
		Chapters: append([]*doc.Chapter{
			chapter(doc.Cover, "표지", cover(book, f, e)...),
			chapter(doc.Guide, f.Book.Guide.Title, guide(book, f)...),
			chapter(doc.Contents, f.Book.Contents.Title, contents(book, f, totals)...),
		}, sheets...),
	}
	return out
}

// kind is the kind of budget as printed: 본예산, 제1회 추가경정예산.
func kind(b *budget.Book) string {
	if b.Round.Given() {
		return fmt.Sprintf("제%d회 %s", b.Round.Value, b.Kind.Value)
	}
	return b.Kind.Value
}

// dotted is a date by 규정 제7조⑤: 2023. 11. 1.
func dotted(date string) string {
	var y, m, d int
	if _, err := fmt.Sscanf(date, "%d-%d-%d", &y, &m, &d); err != nil {
		return date
	}
	return fmt.Sprintf("%d. %d. %d.", y, m, d)
}

func cover(book *budget.Book, f *form.Form, e Edition) []doc.Block {
	line := func(role doc.Role, text string) doc.Block { return &doc.Paragraph{Role: role, Text: plain(text)} }
	return []doc.Block{
		line(doc.Gap, ""),
		line(doc.Lead, book.Title.Value),
		line(doc.Imprint, fmt.Sprintf("%s · %s · %s", kind(book), book.Status.Value, e.Name(f))),
		line(doc.Gap, ""),
		line(doc.Imprint, dotted(book.Date.Value)),
		line(doc.Imprint, book.Government.Value),
	}
}

// guide is 일러두기, with the book's own units and rounding rule in words.
func guide(book *budget.Book, f *form.Form) []doc.Block {
	rule, c := book.Rule(), composer{book: book}
	tables := c.unit().Korean()
	for _, kind := range []string{"budget", "schedule", "settlement"} {
		if c.unitOf(kind) != c.unit() {
			tables = "표마다 적은 단위"
		}
	}
	decimals := "정수"
	if rule.RateDecimals > 0 {
		decimals = fmt.Sprintf("소수 %d자리", rule.RateDecimals)
	}
	fill := strings.NewReplacer(
		"{line_rounding}", rule.Line.Korean(),
		"{unit}", rule.Unit.Korean(),
		"{table_unit}", tables,
		"{rate_unit}", c.unitOf("budget").Korean(),
		"{rate_rounding}", rule.Rate.Korean(),
		"{rate_decimals}", decimals,
	)
	var items []doc.Item
	for _, line := range f.Book.Guide.Lines {
		items = append(items, doc.Item{Mark: f.Sheet.Marks[0], Text: plain(form.Year(fill.Replace(line), book.FiscalYear.Value))})
	}
	return []doc.Block{
		&doc.Heading{Level: 1, Text: plain(f.Book.Guide.Title)},
		&doc.List{Items: items},
	}
}

// contents is 차례: 회계 where the book is divided by it, 실·국, 부서 and the sheets under them, with their 예산액.
func contents(book *budget.Book, f *form.Form, totals *calc.Totals) []doc.Block {
	unit := book.Units.BasisUnit()
	out := &doc.Directory{}
	account, bureau := "", ""
	num := func(r calc.Row) *doc.Num {
		w := f.Sheet.Words
		return &doc.Num{Figure: r.Current.Figure, Unit: unit, Suffix: unit.Korean(), Words: doc.Words{Zero: w.Zero, New: w.RateNew, None: w.RateNone}}
	}
	for _, g := range totals.Groups {
		level := 1
		if g.Account != "" {
			if g.Account != account {
				out.Entries = append(out.Entries, doc.Entry{Level: level, Head: true, Text: g.Account})
				account, bureau = g.Account, ""
			}
			level++
		}
		if name := g.Seat.Bureau.Value; name != "" {
			if name != bureau {
				out.Entries = append(out.Entries, doc.Entry{Level: level, Head: true, Text: name})
				bureau = name
			}
			level++
		}
		out.Entries = append(out.Entries, doc.Entry{Level: level, Head: true, Text: g.Seat.Department.Value, Total: num(g.Row)})
		for _, s := range g.Sheets {
			out.Entries = append(out.Entries, doc.Entry{Level: level + 1, Text: s.Project.Title.Value, Target: s.Project.ID.Value, Total: num(s.Total)})
		}
	}
	return []doc.Block{&doc.Heading{Level: 1, Text: plain(f.Book.Contents.Title)}, out}
}
