package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/codes"
	"budgetbook/generator/doc"
	"budgetbook/generator/form"
)

// Facts are those of the book in an edition, without chapters.
func Facts(book *budget.Book, f *form.Form, e Edition, fingerprint string) *doc.Book {
	return &doc.Book{
		Title:    book.Title.Value,
		Author:   book.Government.Value,
		Language: "ko-KR",
		Date:     book.Date.Value,
		ID:       fingerprint,
		Volumes:  doc.Volumes{Pages: book.PagesOfVolume(), Title: f.Book.Volumes.Title, Note: f.Book.Volumes.Note, Short: f.Book.Volumes.Short},
		Info: []doc.Field{
			{Key: "government", Label: "기관", Value: book.Government.Value},
			{Key: "fiscal_year", Label: "회계연도", Value: book.YearText(0)},
			{Key: "kind", Label: "예산 구분", Value: book.KindText()},
			{Key: "status", Label: "상태", Value: book.Status.Value},
			{Key: "edition", Label: "판", Value: e.Name(f)},
			{Key: "date", Label: "날짜", Value: dotted(book.Date.Value)},
			{Key: "fingerprint", Label: "지문", Value: fingerprint},
		},
	}
}

// Book composes what stands around sheets that are composed already, in the order of the
// form: cover, 일러두기, 차례, 총괄표, 간지, 색인, 판권. sheets are in print order; their blocks are not needed.
func Book(book *budget.Book, f *form.Form, tables *codes.Tables, totals *calc.Totals, sheets []*doc.Chapter, e Edition, fingerprint string) *doc.Book {
	facts := Facts(book, f, e, fingerprint)
	b := &binder{
		composer: composer{book: book, form: f, edition: e}, codes: tables, totals: totals, sheets: sheets, info: facts.Info,
		foot: foot(book, f, e, fingerprint), dividers: map[*calc.Division]string{},
	}
	var contents []*doc.Chapter
	for i := range f.Book.Chapters {
		c := &f.Book.Chapters[i]
		if totals.All.Projects < c.From {
			continue
		}
		switch c.Kind {
		case "cover":
			b.add(doc.Cover, c.Title, b.cover())
		case "guide":
			b.add(doc.Guide, c.Title, b.guide(c))
		case "contents":
			contents = append(contents, b.add(doc.Contents, c.Title, b.title(c)))
		case "summary":
			b.add(doc.Summary, c.Title, b.summary(c))
		case "sheets":
			b.divisions(c, totals.Divisions)
		case "index":
			b.add(doc.Index, c.Title, b.index(c))
		case "colophon":
			b.add(doc.Colophon, c.Title, b.colophon(c))
		default:
			panic("compose: unknown kind of chapter " + c.Kind) // the form's decoder checks it
		}
	}
	for _, c := range contents {
		c.Blocks = append(c.Blocks, b.contents())
	}
	facts.Chapters = b.chapters
	return facts
}

// binder puts the chapters of a book together.
type binder struct {
	composer
	codes    *codes.Tables
	totals   *calc.Totals
	sheets   []*doc.Chapter // not yet bound
	info     []doc.Field
	foot     string
	chapters []*doc.Chapter
	dividers map[*calc.Division]string // ids of the dividers that the book has
}

// add binds a chapter; one without blocks is left out.
func (b *binder) add(kind doc.Kind, title string, blocks []doc.Block) *doc.Chapter {
	c := &doc.Chapter{Kind: kind, Title: title, Running: [2]string{b.book.Title.Value, title}, Foot: b.foot, Blocks: blocks}
	c.ID = "book." + string(kind) // no project has a dot in its id
	for n := 2; slices.ContainsFunc(b.chapters, func(other *doc.Chapter) bool { return other.ID == c.ID }); n++ {
		c.ID = fmt.Sprintf("book.%s-%d", kind, n)
	}
	if len(blocks) > 0 {
		b.chapters = append(b.chapters, c)
	}
	return c
}

// title begins a chapter.
func (b *binder) title(c *form.Chapter) []doc.Block {
	return []doc.Block{&doc.Heading{Level: 1, Text: plain(cmp.Or(c.Heading, c.Title))}}
}

// several reports whether a divider has more to tell than what follows it.
func several(d *calc.Division) bool {
	return len(d.Parts) > 1 || d.Group != nil && len(d.Group.Entries) > 1
}

// divisions binds the sheets of each 회계, 실·국 and 부서 behind its divider. above names what
// they belong to.
func (b *binder) divisions(c *form.Chapter, divisions []calc.Division, above ...string) {
	for i := range divisions {
		d := &divisions[i]
		place := append(slices.Clip(above), d.Name)
		for j := range c.Dividers {
			if v := &c.Dividers[j]; v.By == d.By && b.totals.All.Projects >= v.From && several(d) {
				divider := b.add(doc.Divider, d.Name, b.divider(v, d, above))
				divider.Running[1] = running(place...)
				b.dividers[d] = divider.ID
			}
		}
		b.divisions(c, d.Parts, place...)
		if d.Group != nil && len(b.sheets) > 0 {
			n := len(d.Group.Entries)
			b.chapters = append(b.chapters, b.sheets[:n]...)
			b.sheets = b.sheets[n:]
		}
	}
}

// running names a place in the book for the running head. A 실·국 and its 부서 of the same name
// are one name.
func running(names ...string) string {
	given := slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == "" })
	return strings.Join(slices.Compact(given), " · ")
}

// dotted is a date by 규정 제7조⑤: 2023. 11. 1.
func dotted(date string) string {
	var y, m, d int
	if _, err := fmt.Sscanf(date, "%d-%d-%d", &y, &m, &d); err != nil {
		return date
	}
	return fmt.Sprintf("%d. %d. %d.", y, m, d)
}

func (b *binder) cover() []doc.Block {
	line := func(role doc.Role, text string) doc.Block { return &doc.Paragraph{Role: role, Text: plain(text)} }
	return []doc.Block{
		line(doc.Gap, ""),
		line(doc.Lead, b.book.Title.Value),
		line(doc.Imprint, fmt.Sprintf("%s · %s · %s", b.book.KindText(), b.book.Status.Value, b.edition.Name(b.form))),
		line(doc.Gap, ""),
		line(doc.Imprint, dotted(b.book.Date.Value)),
		line(doc.Imprint, b.book.Government.Value),
	}
}

// guide is 일러두기, with the book's own units, rounding rule and code tables in words.
func (b *binder) guide(c *form.Chapter) []doc.Block {
	rule := b.book.Rule()
	tables := b.unit().Korean()
	for _, kind := range []string{"budget", "schedule", "settlement"} {
		if b.unitOf(kind) != b.unit() {
			tables = "표마다 적은 단위"
		}
	}
	decimals := "정수"
	if rule.RateDecimals > 0 {
		decimals = fmt.Sprintf("소수 %d자리", rule.RateDecimals)
	}
	items, functions := b.codes.Years(b.book.FiscalYear.Value)
	fill := strings.NewReplacer(
		"{line_rounding}", rule.Line.Korean(),
		"{unit}", rule.Unit.Korean(),
		"{table_unit}", tables,
		"{rate_unit}", b.unitOf("budget").Korean(),
		"{rate_rounding}", rule.Rate.Korean(),
		"{rate_decimals}", decimals,
		"{items_year}", strconv.FormatInt(items, 10),
		"{functions_year}", strconv.FormatInt(functions, 10),
	)
	var list doc.List
	lines := c.Lines
	if c.Coarse != "" && b.unitOf("budget") != b.unit() {
		lines = append(slices.Clone(lines), c.Coarse)
	}
	for _, line := range lines {
		list.Items = append(list.Items, doc.Item{Mark: b.form.Sheet.Marks[0], Text: plain(b.year(fill.Replace(line)))})
	}
	return append(b.title(c), &list)
}

// contents is 차례: every chapter behind it that has a title of its own, and the sheets under 회계,
// 실·국 and 부서, with their 예산액.
func (b *binder) contents() *doc.Directory {
	out := &doc.Directory{}
	var sheets func(ds []calc.Division, level int) (first string)
	sheets = func(ds []calc.Division, level int) (first string) {
		for i := range ds {
			d, head := &ds[i], len(out.Entries)
			out.Entries = append(out.Entries, doc.Entry{Level: level, Head: true, Text: d.Name, Target: b.dividers[d], Total: b.suffixed(d.Current.Figure)})
			begin := cmp.Or(b.dividers[d], sheets(d.Parts, level+1))
			if d.Group != nil {
				for _, s := range d.Group.Sheets() {
					begin = cmp.Or(begin, s.Project.ID.Value)
					out.Entries = append(out.Entries, doc.Entry{Level: level + 1, Text: s.Project.Title.Value, Target: s.Project.ID.Value, Total: b.suffixed(s.Total.Current.Figure)})
				}
			}
			if len(b.dividers) > 0 { // a head without a divider, among heads with a page
				out.Entries[head].Target = begin
			}
			first = cmp.Or(first, begin)
		}
		return first
	}
	for _, c := range b.form.Book.Chapters {
		if c.Kind == "sheets" {
			sheets(b.totals.Divisions, 1)
			continue
		}
		for _, own := range b.chapters {
			if string(own.Kind) == c.Kind && own.Title == c.Title && slices.Contains([]doc.Kind{doc.Summary, doc.Index, doc.Colophon}, own.Kind) {
				out.Entries = append(out.Entries, doc.Entry{Level: 1, Head: true, Text: c.Title, Target: own.ID})
			}
		}
	}
	return out
}

// index is the projects by 가나다, with the 부서 of each, under the first letter of their names.
func (b *binder) index(c *form.Chapter) []doc.Block {
	type name struct {
		head                      int // of initials
		key, text, id, department string
	}
	var names []name
	for s := range b.totals.Sheets() {
		text := s.Project.Title.Value
		key := sortKey(text)
		names = append(names, name{slices.Index(initials, initial(key)), key, text, s.Project.ID.Value, s.Project.Department.Value})
	}
	slices.SortStableFunc(names, func(a, b name) int {
		return cmp.Or(cmp.Compare(a.head, b.head), cmp.Compare(a.key, b.key), cmp.Compare(a.text, b.text))
	})
	out := &doc.Directory{}
	head := -1
	for _, n := range names {
		if n.head != head {
			head = n.head
			out.Entries = append(out.Entries, doc.Entry{Level: 1, Head: true, Text: initials[head]})
		}
		out.Entries = append(out.Entries, doc.Entry{Level: 2, Text: n.text, Target: n.id, Note: n.department})
	}
	return append(b.title(c), out)
}

// colophon is 판권: the facts of the book and what the fingerprint means.
func (b *binder) colophon(c *form.Chapter) []doc.Block {
	t := &doc.Table{ID: "colophon", Caption: c.Title, Columns: []doc.Column{column("label", "", 300, doc.Center), column("value", "", 1390, doc.Left)}}
	facts := append([]doc.Field{{Label: "책 제목", Value: b.book.Title.Value}}, b.info...)
	for _, f := range facts {
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{rowHead(cell(plain(f.Label)...)), cell(plain(f.Value)...)}})
	}
	return b.noted(c, append([]doc.Block{&doc.Paragraph{Role: doc.Gap}}, append(b.title(c), t)...))
}

// noted adds the notes of the form.
func (b *binder) noted(c *form.Chapter, blocks []doc.Block) []doc.Block {
	for _, line := range c.Lines {
		blocks = append(blocks, &doc.Paragraph{Role: doc.Note, Text: plain(b.year(line))})
	}
	return blocks
}
