// Package doc is the document tree between composition and the renderers: a
// closed set of nodes that says what stands on a page and in which order, never
// how it looks in one output. PDF, Excel and Markdown are three walks over it.
//
// Reading order is the order of the tree. Numbers stay figures ([Num]) until a
// renderer prints them with the one method that all renderers share.
package doc

import (
	"iter"
	"slices"

	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
)

// Book is a whole book in one edition.
type Book struct {
	Title    string     // 2024년도 세출예산안 사업별 설명서
	Author   string     // the government: 서울특별시
	Language string     // "ko-KR"
	Date     string     // "2023-11-01": the only date there is, for file properties
	ID       string     // fingerprint of the sources, hex: the identity of the file
	Volumes  Volumes    // how a book that is too large to bind is divided
	Info     []Field    // facts for the cover, colophon and file properties, in print order
	Chapters []*Chapter // in reading order, the sheets in 직제순
}

// Volumes says from how many pages a book is bound in several volumes, and in which words: Title
// (제{n}권) on the cover and in the foot, Note (쪽은 권-쪽) over what prints pages, Short over 차례 that
// lists the sheets of its own volume alone. Pages of 0 never divides.
type Volumes struct {
	Pages              int
	Title, Note, Short string
}

// Field is a named fact of the book: 기관, 회계연도, 판, 상태, 지문.
type Field struct{ Key, Label, Value string }

// Chapter is a stretch of pages that starts on a new page: 표지, 차례, a 사업설명서, 색인.
type Chapter struct {
	Kind    Kind
	ID      string    // anchor, and what a [Directory] leads to; of a sheet the project's id, which is its file name too
	Title   string    // plain: 세부사업명, 일러두기
	Running [2]string // running head: left and right
	Foot    string    // foot line: edition, status, fingerprint
	Within  []string  // of a sheet: 회계 where it divides the book, 실·국 where there is one, 부서
	Blocks  []Block
}

// Kind says what a chapter is in the book. A sheet alone is also a file of its own.
type Kind string

const (
	Cover    Kind = "cover"    // 표지: its gaps grow; no running head, foot or number
	Guide    Kind = "guide"    // 일러두기
	Contents Kind = "contents" // 차례
	Summary  Kind = "summary"  // 총괄표
	Divider  Kind = "divider"  // 간지 before 실·국 and 부서
	Sheet    Kind = "sheet"    // 사업설명서
	Index    Kind = "index"    // 가나다 색인
	Colophon Kind = "colophon" // 판권: its gaps grow
)

// Of lists the chapters of a kind.
func (b *Book) Of(kind Kind) (out []*Chapter) {
	for _, c := range b.Chapters {
		if c.Kind == kind {
			out = append(out, c)
		}
	}
	return out
}

// Block is one of [*Heading], [*Paragraph], [*List], [*Table], [*Directory], [*Chart].
type Block interface{ block() }

// Heading is a title. Level 1 is the sheet's title, 2 a numbered section
// (1 기본 현황), 3 a □ item.
type Heading struct {
	Level int
	Mark  string // "1", "□", or what a divider's name stands in: "일반회계 · 건설국"; "" for none
	Text  []Inline
}

// Paragraph is running text.
type Paragraph struct {
	Role Role
	Text []Inline
}

// Role of a paragraph decides its look.
type Role int

const (
	Body    Role = iota
	Note         // ※ note under a table
	Lead         // large, centred: cover title
	Imprint      // cover: government, date
	Gap          // vertical space on the cover: no text
)

// List is a bulleted list; every item carries its own mark, since the form
// decides the marks of each level (○, -, ·). Indent sets the whole list in by so
// many levels (the - lines of 산출근거, which stand in table cells of their own).
type List struct {
	Indent int
	Items  []Item
}

// Item is one bullet. A mark of "" continues without a bullet.
type Item struct {
	Mark     string
	Text     []Inline
	Children []Item
}

// Table is a table of figures or texts. Rows hold only the cells that start in
// them: a cell that spans rows or columns is listed once, at its top left.
// [Table.Grid] resolves the spans.
type Table struct {
	ID      string // role of the table in the form: "budget", "basis", …; also the name of the workbook's sheet key
	Caption string // what the table is about, for accessibility, Markdown and sheet names
	Unit    string // "(단위 : 천원, %)", or ""
	Columns []Column
	Head    []Row // repeated on every page
	Body    []Row
	Rows    iter.Seq[Row] // workbook: in place of Body, where that would fill the memory; the same rows whenever they are asked for
	ByText  bool          // workbook: a sum of figures of another table adds up the rows that bear a text of its own row
}

// Each are the rows of the body from top to bottom.
func (t *Table) Each() iter.Seq[Row] {
	if t.Rows != nil {
		return t.Rows
	}
	return slices.Values(t.Body)
}

// Column gives a column's measures. Widths are relative: the renderer scales
// their sum to the width it has.
type Column struct {
	ID    string
	Head  string // plain name for outputs without merged heads (Markdown, CSV)
	Width int    // 1/10 mm of the official form
	Align Align
	Open  bool // no vertical rule between this column and the one before it
	Aside bool // workbook: on the screen to filter by, not on paper; such columns stand outermost
}

// Align of a column or cell. Inherit takes the column's.
type Align uint8

const (
	Inherit Align = iota
	Left
	Center
	Right
)

// Row of a table.
type Row struct {
	Kind  RowKind
	Cells []Cell
}

// RowKind decides look and meaning of a row.
type RowKind int

const (
	Plain    RowKind = iota
	TotalRow         // 계
	GroupRow         // 부기 ○ row, 소계
)

// Cell of a table. Zero spans mean 1.
type Cell struct {
	Blocks  []Block // empty: a blank cell
	ColSpan int32   // columns that it covers; of these numbers a large book has millions
	RowSpan int32
	Head    Scope // what the cell is the heading of
	Align   Align
}

// Scope says whether a cell is a heading (TH) and of what.
type Scope uint8

const (
	NoHead Scope = iota
	ColHead
	RowHead
)

// Directory lists lines that lead to chapters: 차례, 색인. Renderers add page numbers or links.
type Directory struct {
	Entries []Entry
}

// Entry is one line of a directory. Level 1 is the outermost; Head is the heading of the
// lines below it, which may lead nowhere itself (ㄱ, a 부서 without a divider).
type Entry struct {
	Level  int
	Head   bool
	Text   string
	Target string // Chapter.ID, or ""
	Note   string // printed at the right: 부서, in 색인
	Total  *Num   // 사업비 printed at the right, or nil
}

// Inline is one of [Text], [Break], [Check], [*Num], [Factor], [Exact], [Equal].
type Inline interface{ inline() }

// Text is literal text. Span is where it was written, for errors about characters.
type Text struct {
	S    string
	Bold bool
	Dim  bool // grey: unticked choices, labels inside a cell
	Span diag.Span
}

// Break is a forced line break inside a paragraph.
type Break struct{}

// Check is a ticked or open box with its label: ☑ 연례반복.
type Check struct {
	Label string
	On    bool
	Span  diag.Span
}

// Factor is one number of the 산식 of a leaf figure, for workbooks: Index into
// Formula.Numbers. Figure.Expr must be a figure.Formula.
type Factor struct {
	Figure *figure.Figure
	Index  int
}

// Exact is the exact value in won of a leaf figure before rounding, for workbooks.
type Exact struct {
	Figure *figure.Figure
}

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*List) block()      {}
func (*Table) block()     {}
func (*Directory) block() {}
func (*Chart) block()     {}

func (Text) inline()   {}
func (Break) inline()  {}
func (Check) inline()  {}
func (*Num) inline()   {}
func (Factor) inline() {}
func (Exact) inline()  {}
func (Equal) inline()  {}
