// Package doc is the document tree between composition and the renderers: a
// closed set of nodes that says what stands on a page and in which order, never
// how it looks in one output. PDF, Excel and Markdown are three walks over it.
//
// Reading order is the order of the tree. Numbers stay figures ([Num]) until a
// renderer prints them with the one method that all renderers share.
package doc

import (
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
)

// Book is a whole book in one edition.
type Book struct {
	Title    string   // 2024년도 세출예산안 사업별 설명서
	Author   string   // the government: 서울특별시
	Language string   // "ko-KR"
	Date     string   // "2023-11-01": the only date there is, for file properties
	ID       string   // fingerprint of the sources, hex: the identity of the file
	Info     []Field  // facts for the cover, colophon and file properties, in print order
	Cover    []Block  // 표지
	Guide    []Block  // 일러두기: units, rounding rule, marks
	Contents Contents // 차례
	Sheets   []*Sheet // in print order (직제순)
}

// Field is a named fact of the book: 기관, 회계연도, 판, 상태, 지문.
type Field struct{ Key, Label, Value string }

// Contents is 차례: the tree of groups and sheets. Renderers add page numbers or links.
type Contents struct {
	Title   string
	Entries []Entry
}

// Entry is one line of the contents. Level 1 is the outermost (실·국 or 부서); a line
// with a Sheet leads to that sheet.
type Entry struct {
	Level int
	Text  string
	Sheet string // Sheet.ID, or "" for a group heading
	Total *Num   // 사업비 printed at the right, or nil
}

// Sheet is one 사업설명서. It starts on a new page.
type Sheet struct {
	ID      string    // the project's id: file name, anchor, link
	Title   string    // 세부사업명
	Running [2]string // running head: left and right
	Foot    string    // foot line: edition, status, fingerprint
	Blocks  []Block
}

// Block is one of [*Heading], [*Paragraph], [*List], [*Table].
type Block interface{ block() }

// Heading is a title. Level 1 is the sheet's title, 2 a numbered section
// (1 기본 현황), 3 a □ item.
type Heading struct {
	Level int
	Mark  string // "1", "□" or ""
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
}

// Column gives a column's measures. Widths are relative: the renderer scales
// their sum to the width it has.
type Column struct {
	ID    string
	Head  string // plain name for outputs without merged heads (Markdown, CSV)
	Width int    // 1/10 mm of the official form
	Align Align
	Open  bool // no vertical rule between this column and the one before it
}

// Align of a column or cell. Inherit takes the column's.
type Align int

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
	ColSpan int
	RowSpan int
	Head    Scope // what the cell is the heading of
	Align   Align
}

// Scope says whether a cell is a heading (TH) and of what.
type Scope int

const (
	NoHead Scope = iota
	ColHead
	RowHead
)

// Inline is one of [Text], [Break], [Check], [*Num], [Factor], [Exact].
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

func (Text) inline()   {}
func (Break) inline()  {}
func (Check) inline()  {}
func (*Num) inline()   {}
func (Factor) inline() {}
func (Exact) inline()  {}
