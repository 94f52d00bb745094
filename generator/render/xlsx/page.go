package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const paperA4 = 9

// page sets up print: A4, one page wide, page numbers, the head of the table on every
// page, and the filter of a sheet that holds one plain table.
func (w *writer) page(s *sheetPlan) error {
	if s.height == 0 {
		return nil
	}
	left, right := s.paper()
	if len(s.Charts) > 0 {
		right += 1 + chartWidth/defaultColumn + 1
	}
	area := fmt.Sprintf("%s!%s:%s", quoted(s.name), absolute(0, left), absolute(s.height-1, right))
	if err := w.define("_xlnm.Print_Area", s.name, area); err != nil {
		return err
	}
	t := s.single()
	if t == nil || len(t.Head) == 0 {
		return nil
	}
	repeat := fmt.Sprintf("%s!$%d:$%d", quoted(s.name), t.top+1, t.top+len(t.Head))
	if err := w.define("_xlnm.Print_Titles", s.name, repeat); err != nil {
		return err
	}
	if !t.plain() {
		return nil
	}
	leaf := t.top + len(t.Head) - 1
	return w.file.AutoFilter(s.name, cellName(leaf, 0)+":"+cellName(s.height-1, len(t.Columns)-1), nil)
}

// paper is the first and the last column that are printed.
func (s *sheetPlan) paper() (left, right int) {
	right = s.width - 1
	if t := s.single(); t != nil {
		for t.Columns[left].Aside {
			left++
		}
		for t.Columns[right].Aside {
			right--
		}
	}
	return left, right
}

// plain reports whether no body cell is merged: a filter would tear such cells apart.
func (t *tablePlan) plain() bool {
	for r := range t.grid {
		for _, p := range t.grid[r] {
			if r >= len(t.Head) && p.Rows*p.Cols > 1 {
				return false
			}
		}
	}
	return t.count > 0
}

func (w *writer) define(name, scope, refers string) error {
	return w.file.SetDefinedName(&excelize.DefinedName{Name: name, Scope: scope, RefersTo: refers})
}

// layout is how a sheet lies on paper: one page wide, and as many tall as it needs or one.
type layout struct{ landscape, onePage bool }

// layout of a sheet with charts is one page, since a break between pages would cut through them.
func (s *sheetPlan) layout() layout {
	if len(s.Charts) > 0 {
		return layout{onePage: true}
	}
	return layout{landscape: s.Landscape}
}

// paper comes after the filter, with which excelize (v2.11.1) forgets what it knew of the page.
func (w *writer) paper(name, title string, l layout) error {
	yes := true
	if err := w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	size, wide, tall, orientation := paperA4, 1, 0, "portrait"
	if l.landscape {
		orientation = "landscape"
	}
	if l.onePage {
		tall = 1
	}
	if err := w.file.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall,
	}); err != nil {
		return err
	}
	side, end, edge, centre := 0.5, 0.75, 0.3, true
	if err := w.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &edge, Footer: &edge, Horizontally: &centre,
	}); err != nil {
		return err
	}
	return w.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddHeader: "&L&9" + headText(w.book.Title) + "&R&9" + headText(title),
		OddFooter: "&L&9" + headText(w.book.Author) + "&C&9&P / &N",
	})
}

// headText is text in a header: & begins a code there, a digit after the font size would
// join it, and the whole may have 255 characters.
func headText(s string) string {
	return " " + strings.ReplaceAll(cut(s, 80), "&", "&&")
}
