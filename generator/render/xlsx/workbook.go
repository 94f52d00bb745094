// Package xlsx writes a workbook from composed tables of figures: every computed
// figure becomes a live formula whose cached value is the figure itself. It never
// computes a figure and never touches the disk; the same input gives the same bytes.
//
// A figure has one home cell, where its own expression stands; other cells that print
// it are sums over their own table where that table holds the parts, else references
// to the home. See [Render].
package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
)

// Workbook is 부속 자료: one Excel file. Before its sheets stands a sheet of contents (목차).
type Workbook struct {
	Title    string // 2024년도 세출예산안 사업별 설명서 부속 자료
	Author   string // the government: 서울특별시
	Language string // "ko-KR"
	Date     string // "2023-11-01": created and modified
	// ValuesOnly leaves the formulas out, for an office that wants none: the figures stay.
	ValuesOnly bool
	// Partial is a workbook beside others that hold the rest: a figure of which no part stands in
	// it is a value.
	Partial bool
	// Protect locks every cell but those to type in, without a password.
	Protect bool

	Info   []doc.Field // facts for the contents sheet and the file's properties
	Sheets []Sheet
	Names  []Name
}

// Name is a name of a figure for formulas of the reader's own: 총예산액.
type Name struct {
	Name   string
	Figure *figure.Figure
}

// Sheet is one worksheet: its tables stand below each other. A sheet of a single table
// freezes and repeats the table's head and gets a filter. One without rows is left out, and
// the contents say so.
type Sheet struct {
	Name      string // on the tab: 산출근거; made fit for Excel's rules where it is not
	Title     string // above the tables
	Tables    []*doc.Table
	Compose   func() *doc.Table // in place of name, title and tables: a table that need not stay in memory, alike and of the same figures whenever it is composed
	Charts    []*doc.Chart      // each below the tables, with the table of its figures
	Landscape bool
	Digest    bool // repeats figures of the other sheets: no figure's formula stands here that could stand there
}

// Variant is what one of several workbooks has of its own.
type Variant struct {
	Info []doc.Field // in place of the workbook's
	More []Sheet     // behind its sheets; texts alone
}

// Render writes the workbook. An error is a fault of the composer: a table with holes,
// a cell with two numbers, or a derived figure whose parts stand nowhere in the workbook.
func Render(w Workbook) (data []byte, err error) {
	err = RenderVariants(w, []Variant{{Info: w.Info}}, func(_ int, made []byte) { data = made })
	return data, err
}

// RenderVariants writes a workbook in several variants and hands each out as soon as it is made.
// What they share is planned and written once.
func RenderVariants(w Workbook, variants []Variant, put func(i int, data []byte)) error {
	if _, err := time.Parse(time.DateOnly, w.Date); err != nil {
		return fmt.Errorf("xlsx: date of the workbook: %w", err)
	}
	common, err := newPlan(w)
	if err != nil {
		return err
	}
	same := &shared{sheets: len(common.sheets), known: map[int]*packed{}, around: map[int][]byte{}}
	for i, v := range variants {
		own := w
		own.Info = v.Info
		p, err := common.with(v.More)
		if err != nil {
			return err
		}
		data, err := assemble(own, p, same)
		if err != nil {
			return fmt.Errorf("xlsx: %w", err)
		}
		put(i, data)
	}
	return nil
}

func assemble(w Workbook, p *plan, same *shared) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	out := &writer{file: f, plan: p, book: w, styles: map[look]int{}}
	if err := out.write(); err != nil {
		return nil, err
	}
	f.SetZipWriter(func(to io.Writer) excelize.ZipWriter {
		return &archive{out: to, parts: map[string]*bytes.Buffer{}, rows: out.rows, shared: same}
	})
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// writer carries a plan into a file.
type writer struct {
	file   *excelize.File
	plan   *plan
	book   Workbook
	styles map[look]int
	ids    []int               // styles of the plan's looks
	rows   []func(*rows) error // of each worksheet, to be called in order
}

func (w *writer) write() error {
	if err := w.file.SetDefaultFont(fontName); err != nil {
		return err
	}
	if err := w.file.SetSheetName("Sheet1", contentsName); err != nil {
		return err
	}
	for _, s := range w.plan.sheets {
		if _, err := w.file.NewSheet(s.name); err != nil {
			return err
		}
	}
	for _, l := range append([]look{sheetTitle, tableCaption, tableUnit, contentsTitle, contentsLabel, contentsText, contentsHead, contentsNumber, contentsCell, contentsLink}, w.plan.looks...) {
		if _, err := w.style(l); err != nil {
			return err
		}
	}
	for _, l := range w.plan.looks {
		w.ids = append(w.ids, w.styles[l])
	}
	if err := w.contents(); err != nil {
		return err
	}
	for _, s := range w.plan.sheets {
		if err := w.sheet(s); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	if err := w.names(); err != nil {
		return err
	}
	return w.properties()
}

// properties sets the facts of the file: none of the library's defaults remains.
func (w *writer) properties() error {
	stamp := w.book.Date + "T00:00:00Z"
	if err := w.file.SetDocProps(&excelize.DocProperties{
		Title: w.book.Title, Creator: w.book.Author, LastModifiedBy: w.book.Author,
		Language: w.book.Language, Created: stamp, Modified: stamp,
	}); err != nil {
		return err
	}
	if err := w.file.SetAppProps(&excelize.AppProperties{Application: "budgetbook", Company: w.book.Author}); err != nil {
		return err
	}
	for _, field := range w.book.Info {
		if err := w.file.SetCustomProps(excelize.CustomProperty{Name: field.Label, Value: field.Value}); err != nil {
			return err
		}
	}
	yes := true
	return w.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes})
}
