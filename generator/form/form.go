// Package form reads an official form (서식) from templates/: which sections and
// tables a sheet has, in which order, with which words, columns and measures.
// It holds words and measures only; what needs an "if" is Go code in compose.
package form

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"budgetbook/generator/diag"
	"budgetbook/generator/source"
	"budgetbook/templates"
)

// Form is an official form: sheet.toml, style.toml and book.toml of one folder.
type Form struct {
	Sheet Sheet
	Style Style
	Book  Book
	Files []*source.File // as read, for the fingerprint

	Wording Wording // 작성요령: prints nothing, and what report.txt says follows from it
}

// Sheet is the layout of 사업설명서.
type Sheet struct {
	Schema   int       `toml:"schema" jsonschema:"required,minimum=1,maximum=1"`
	Name     string    `toml:"name" jsonschema:"required"`
	Base     string    `toml:"base"`                        // built-in form whose style.toml and book.toml serve this one too
	Marks    []string  `toml:"marks" jsonschema:"required"` // bullet of each level of prose
	Words    Words     `toml:"words" jsonschema:"required"`
	Sections []Section `toml:"section" jsonschema:"required"`
}

// Words are what the form prints for values that are no plain number, and other fixed words.
type Words struct {
	Total     string `toml:"total" jsonschema:"required"`     // 계
	Zero      string `toml:"zero" jsonschema:"required"`      // 0 or -
	RateNew   string `toml:"rate_new" jsonschema:"required"`  // 순증
	RateNone  string `toml:"rate_none" jsonschema:"required"` // -
	PartOpen  string `toml:"part_open" jsonschema:"required"` // (x
	PartNil   string `toml:"part_nil" jsonschema:"required"`
	PartClose string `toml:"part_close" jsonschema:"required"`
	Month     string `toml:"month" jsonschema:"required"` // "{yyyy}.{mm}"
	Day       string `toml:"day" jsonschema:"required"`
	Unchanged string `toml:"unchanged" jsonschema:"required"` // "변동 없는 항목 {n}건"
	Range     string `toml:"range" jsonschema:"required"`     // between two dates: ~
}

// Section is a numbered section: 1 기본 현황.
type Section struct {
	Number string  `toml:"number" jsonschema:"required"`
	Title  string  `toml:"title" jsonschema:"required"`
	Blocks []Block `toml:"block" jsonschema:"required"`
}

// Block is one □ item of a section. Kind names the function of package compose that
// fills it; the other fields are that function's words and measures.
type Block struct {
	Kind     string   `toml:"kind" jsonschema:"required,enum=overview,enum=officers,enum=budget,enum=basis,enum=prose,enum=schedule,enum=performance,enum=settlement,enum=plan,enum=continuing,enum=carryover"`
	Title    string   `toml:"title"`    // "" prints no □ line
	Required bool     `toml:"required"` // printed even where the project gives nothing for it
	Unit     string   `toml:"unit"`
	Elide    bool     `toml:"elide"` // budget, basis: unchanged 통계목 become one row (추경)
	Note     string   `toml:"note"`
	NoteFlat string   `toml:"note_without_bureau"` // officers: the note of a government without 실·국
	Columns  []Column `toml:"columns"`
	Heads    Heads    `toml:"heads"`
	Choices  []string `toml:"choices"`  // overview: check boxes of 사업기간
	Contact  string   `toml:"contact"`  // officers: head of the public edition's column
	Parts    []Part   `toml:"parts"`    // prose
	Years    []int    `toml:"years"`    // performance, settlement: offsets from the fiscal year
	RowHead  string   `toml:"row_head"` // performance, settlement: "{year}년도"
}

// Heads are the row heads of 사업개요.
type Heads struct {
	Account  string `toml:"account"`
	Period   string `toml:"period"`
	Summary  string `toml:"summary"`
	Cost     string `toml:"cost"`
	CostNote string `toml:"cost_note"`
	Outside  string `toml:"outside"`
}

// Part is one narrative field of a prose block; with a label, its items stand one
// level below the label.
type Part struct {
	Field string `toml:"field" jsonschema:"required"`
	Label string `toml:"label"`
}

// Column of a table. Width is in 1/10 mm of the official form.
type Column struct {
	ID    string `toml:"id" jsonschema:"required"`
	Head  string `toml:"head"`
	Group string `toml:"group"` // head above neighbouring columns of the same group
	Width int    `toml:"width" jsonschema:"required,minimum=1,maximum=10000"`
	Align string `toml:"align" jsonschema:"required,enum=left,enum=center,enum=right"`
	Open  bool   `toml:"open"` // no rule between this column and the one before it
}

// Book is what stands around the sheets.
type Book struct {
	Schema   int        `toml:"schema" jsonschema:"required,minimum=1,maximum=1"`
	Edition  Edition    `toml:"edition" jsonschema:"required"`
	Foot     Foot       `toml:"foot" jsonschema:"required"`
	Chart    ChartWords `toml:"chart" jsonschema:"required"`
	Volumes  Volumes    `toml:"volumes" jsonschema:"required"`
	Chapters []Chapter  `toml:"chapter" jsonschema:"required"` // in reading order
}

// Volumes are the words of a book in several volumes; {n} is the number of the volume.
type Volumes struct {
	Title string `toml:"title" jsonschema:"required"` // on the cover and in the foot
	Note  string `toml:"note" jsonschema:"required"`  // over 차례 and 색인
	Short string `toml:"short"`                       // over 차례 that lists the sheets of its own volume alone; may be missing
}

// Chapter is one stretch of the book, or all sheets with their dividers. Kind names the
// function of package compose that fills it.
type Chapter struct {
	Kind     string    `toml:"kind" jsonschema:"required,enum=cover,enum=guide,enum=contents,enum=summary,enum=sheets,enum=index,enum=colophon"`
	Title    string    `toml:"title"`                       // in 차례, bookmarks and running heads
	Heading  string    `toml:"heading"`                     // over the chapter, where it is spaced: "차 례"; "" for the title
	From     int       `toml:"from" jsonschema:"minimum=0"` // only in a book of so many projects
	Lines    []string  `toml:"lines"`                       // guide: its items; summary, colophon: notes
	Coarse   string    `toml:"coarse"`                      // guide: behind its items where 예산 총괄 is in a coarser unit than 산출근거
	Tables   []Tally   `toml:"table"`                       // summary
	Settled  *Settled  `toml:"settled"`                     // summary: behind its tables
	Dividers []Divider `toml:"divider"`                     // sheets
}

// Tally is a table of sums. Its columns are those of 예산 총괄 on the sheets of the form; a form
// without that block has no such tables.
type Tally struct {
	Title    string   `toml:"title" jsonschema:"required"`
	By       []string `toml:"by" jsonschema:"required"` // one property, or one within the other: ["분야", "부문"]
	Head     string   `toml:"head"`                     // of the first column
	Rest     string   `toml:"rest"`                     // row of what has no such property
	Projects string   `toml:"projects"`                 // head of a column with the number of projects; "" for none
	Share    string   `toml:"share"`                    // head of a column 구성비; "" for none
	Chart    *Chart   `toml:"chart"`                    // before the table
}

// Chart is 그림 of the amounts of one property, the largest first. Where there is only one amount,
// there is no chart.
type Chart struct {
	By    string `toml:"by" jsonschema:"required,enum=회계,enum=실·국,enum=부서,enum=분야"`
	Title string `toml:"title" jsonschema:"required"`
}

// ChartWords are the words in charts of amounts.
type ChartWords struct {
	Amount string `toml:"amount" jsonschema:"required"` // 예산액
	Share  string `toml:"share" jsonschema:"required"`  // 구성비
	Rest   string `toml:"rest" jsonschema:"required"`   // the sum of the smallest: "그 밖의 {n}개"
	Uneven string `toml:"uneven" jsonschema:"required"` // note where the shares do not add up to 100
	Unit   string `toml:"unit" jsonschema:"required"`   // "(단위 : {unit})", also of tables of sums without a column in %
}

// Settled is 결산 of the whole book by year, as a table with a chart. It adds up the projects that
// tell all of a year.
type Settled struct {
	Title   string   `toml:"title" jsonschema:"required"`
	Chart   string   `toml:"chart" jsonschema:"required"`    // title of the chart
	RowHead string   `toml:"row_head" jsonschema:"required"` // "{year}년도"
	Unit    string   `toml:"unit" jsonschema:"required"`
	Columns []Column `toml:"columns" jsonschema:"required"` // year, projects, available, spent, carried_out, unspent, rate
	Partial string   `toml:"partial" jsonschema:"required"` // note where {n} projects of {year} are left out
}

// Divider is 간지: a page before each 회계, 실·국 or 부서, with the sums of what is in it.
type Divider struct {
	By       string `toml:"by" jsonschema:"required,enum=회계,enum=실·국,enum=부서"`
	From     int    `toml:"from" jsonschema:"minimum=0"` // only in a book of so many projects
	Title    string `toml:"title"`                       // over the table
	Head     string `toml:"head"`                        // of the first column
	Projects string `toml:"projects"`                    // as in a Tally
}

// Edition names the two editions.
type Edition struct {
	Council string `toml:"council" jsonschema:"required"`
	Public  string `toml:"public" jsonschema:"required"`
}

// Foot is the foot line of every page, with {edition}, {status} and {fingerprint}.
type Foot struct {
	Text  string `toml:"text" jsonschema:"required"`
	Sheet string `toml:"sheet"` // of a sheet in a file of its own, whose fingerprint is its own; Text where it is not given
}

// Load reads the form in the folder. A form that names another as its base takes from it
// the files it does not have itself. Problems carry places inside the form's files,
// whose texts are added to sources under dir/NAME.
func Load(fsys fs.FS, dir string, sources diag.Sources) (*Form, []diag.Diagnostic) {
	var f Form
	ds := f.read(fsys, dir, "sheet.toml", &f.Sheet, sources)
	base := f.Sheet.Base
	if _, err := fs.Stat(templates.FS, base+"/sheet.toml"); base != "" && err != nil {
		return nil, append(ds, diag.Diagnostic{Code: "E026", Span: diag.Span{File: dir + "/sheet.toml"},
			Message: "서식의 base가 가리키는 내장 서식이 없습니다: " + base, Hints: []string{`base = "seoul" 처럼 쓰십시오`}})
	}
	for _, part := range []struct {
		name string
		into any
	}{{"style.toml", &f.Style}, {"book.toml", &f.Book}} {
		files, folder := fsys, dir
		if _, err := fs.Stat(fsys, dir+"/"+part.name); base != "" && err != nil {
			files, folder = templates.FS, base
		}
		ds = append(ds, f.read(files, folder, part.name, part.into, sources)...)
	}
	ds = append(ds, f.readWording(fsys, dir, base, sources)...)
	if !diag.HasErrors(ds) {
		ds = append(ds, f.Sheet.check(diag.Span{File: dir + "/sheet.toml"})...)
		ds = append(ds, f.Book.check(diag.Span{File: dir + "/book.toml"})...)
		ds = append(ds, f.Style.Page.check(diag.Span{File: dir + "/style.toml"})...)
	}
	if diag.HasErrors(ds) {
		return nil, ds
	}
	return &f, ds
}

// read decodes one file of the form.
func (f *Form) read(fsys fs.FS, dir, name string, into any, sources diag.Sources) []diag.Diagnostic {
	file, ds := source.Read(fsys, dir+"/"+name)
	sources[file.Name] = file.Text
	if file.Root == nil {
		return ds
	}
	f.Files = append(f.Files, file)
	return append(ds, source.Decode(file, into)...)
}

// usualWording is the built-in form whose wording.toml serves forms that have none.
const usualWording = "seoul"

// readWording reads wording.toml of the form, of its base, or of the usual form.
func (f *Form) readWording(fsys fs.FS, dir, base string, sources diag.Sources) []diag.Diagnostic {
	files, folder := fsys, dir
	if _, err := fs.Stat(fsys, dir+"/wording.toml"); err != nil {
		files, folder = templates.FS, base
		if _, err := fs.Stat(templates.FS, base+"/wording.toml"); err != nil {
			folder = usualWording
		}
	}
	return f.read(files, folder, "wording.toml", &f.Wording, sources)
}

// Year fills {year} and {year-1} in a word of the form.
func Year(text string, year int64) string {
	for {
		start := strings.Index(text, "{year")
		if start < 0 {
			return text
		}
		length := strings.IndexByte(text[start:], '}')
		if length < 0 {
			return text
		}
		offset, _ := strconv.ParseInt(text[start+len("{year"):start+length], 10, 16)
		text = text[:start] + fmt.Sprint(year+offset) + text[start+length+1:]
	}
}
