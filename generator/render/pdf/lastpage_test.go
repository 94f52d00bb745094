package pdf

import (
	"slices"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/layout"
)

// rowsTable is a table of n rows of one line.
func rowsTable(n int) doc.Block {
	t := &doc.Table{Columns: []doc.Column{col(100, doc.Left), col(100, doc.Left)}, Head: []doc.Row{{Cells: []doc.Cell{colHead("가", 1, 1), colHead("나", 1, 1)}}}}
	for range n {
		t.Body = append(t.Body, cells("한 줄", "한 줄"))
	}
	return t
}

// TestLastPage holds that a last page with little on it is saved by less white, where that is
// enough; else nothing changes.
func TestLastPage(t *testing.T) {
	loose := testStyle(t)
	loose.Page.ShortPercent = 0
	pages := func(style form.Style, blocks []doc.Block) []display.Page {
		t.Helper()
		part, diags := layout.Chapter(&doc.Chapter{Blocks: blocks}, nil, style, testFonts(t))
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		return part.Pages
	}
	for _, tt := range []struct {
		name         string
		rows         int
		want, before int // pages
		same         bool
	}{
		{"a page that holds all", 25, 1, 1, true},
		{"two rows too many", 30, 1, 2, false},
		{"more than the white holds", 36, 2, 2, true},
		{"half a page", 50, 2, 2, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			blocks := []doc.Block{section("1", "기본 현황"), boxHead("산출근거"), rowsTable(tt.rows), section("2", "사업설명"), boxHead("사업목적"), para("한 줄")}
			d := lay(t, blocks...) // the text stays whole, nothing lies over another
			was := pages(loose, blocks)
			if got := len(d.Parts[0].Pages); got != tt.want || len(was) != tt.before {
				t.Fatalf("%d pages, of %d with all the white, want %d of %d", got, len(was), tt.want, tt.before)
			}
			got := pages(testStyle(t), blocks)
			if same := len(got[0].Ops) == len(was[0].Ops) && lastY(got[0]) == lastY(was[0]); same != tt.same {
				t.Errorf("the first page is set as before: %v, want %v", same, tt.same)
			}
		})
	}
}

// TestLastPageOfADirectory: a directory of many pages gives up a little of the white of its lines
// rather than leave few of them on a page.
func TestLastPageOfADirectory(t *testing.T) {
	set := func(n int, style form.Style) []display.Page {
		d := &doc.Directory{}
		for range n {
			d.Entries = append(d.Entries, doc.Entry{Level: 1, Text: "사업", Note: "과"})
		}
		part, diags := layout.Chapter(&doc.Chapter{Kind: doc.Index, Blocks: []doc.Block{d}}, nil, style, testFonts(t))
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		return part.Pages
	}
	pitch := func(p display.Page) display.Length { return (lastY(p) - firstY(p)) / display.Length(len(lines(p))-1) }
	loose := testStyle(t)
	loose.Page.ShortPercent = 0
	n := 1
	for len(set(n, loose)) == 1 {
		n++
	}
	whole := pitch(set(n-1, loose)[0])
	for _, tt := range []struct {
		more        int // lines behind ten full pages
		pages       int
		least, most display.Length // percent of the pitch
	}{
		{5, 10, 97, 99}, {12, 10, 94, 95}, {n - 1, 11, 100, 100}, {0, 10, 100, 100},
	} {
		got := set(10*(n-1)+tt.more, testStyle(t))
		if len(got) != tt.pages {
			t.Errorf("%d lines more: %d pages, want %d", tt.more, len(got), tt.pages)
		}
		if p := pitch(got[0]); p*100 < whole*tt.least || p*100 > whole*tt.most {
			t.Errorf("%d lines more: pitch %d of %d", tt.more, p, whole)
		}
	}
}

// firstY is the baseline of the first text of a page.
func firstY(p display.Page) display.Length {
	y := display.PageHeight
	for _, op := range p.Ops {
		if text, ok := op.(display.Text); ok {
			y = min(y, text.Y)
		}
	}
	return y
}

// TestTotalNotAlone: 계 stands on a page with two rows more, however much stands above the table.
func TestTotalNotAlone(t *testing.T) {
	table := rowsTable(30).(*doc.Table)
	table.Body[0] = cells("계", "계")
	table.Body[0].Kind = doc.TotalRow
	for fill := range 40 {
		blocks := []doc.Block{}
		for range fill {
			blocks = append(blocks, para("앞"))
		}
		for i, page := range lay(t, append(blocks, table)...).Parts[0].Pages {
			if ls := lines(page); len(ls) > 1 && ls[len(ls)-1] == "한 줄" && ls[len(ls)-3] == "계" {
				t.Errorf("behind %d lines: page %d ends with 계 and one row", fill, i+1)
			}
		}
	}
}

// TestLastRowOfAGroup: no page begins with the last row of a group alone, be it below a head or beside
// what one cell names.
func TestLastRowOfAGroup(t *testing.T) {
	group := []string{"머리", "하나", "둘", "셋", "끝"}
	below := &doc.Table{Columns: []doc.Column{col(100, doc.Left)}, Head: []doc.Row{{Cells: []doc.Cell{colHead("가", 1, 1)}}}}
	beside := &doc.Table{Columns: []doc.Column{col(100, doc.Left), col(100, doc.Left)}, Head: []doc.Row{{Cells: []doc.Cell{colHead("가", 1, 1), colHead("나", 1, 1)}}}}
	for range 12 {
		for i, name := range group {
			row := cells(name)
			if i == 0 {
				row.Kind = doc.GroupRow
			}
			below.Body = append(below.Body, row)
			row = cells(name)
			if i == 0 {
				row.Cells = append([]doc.Cell{spanning(rowHead(cellOf(doc.Text{S: "과목"})), 1, 5)}, row.Cells...)
			}
			beside.Body = append(beside.Body, row)
		}
	}
	for fill := range 40 {
		for _, table := range []*doc.Table{below, beside} {
			blocks := []doc.Block{}
			for range fill {
				blocks = append(blocks, para("앞"))
			}
			pages := lay(t, append(blocks, table)...).Parts[0].Pages
			for i, page := range pages[1:] {
				ls := lines(page)
				if first := slices.IndexFunc(ls, func(s string) bool { return slices.Contains(group, s) }); ls[first] == "끝" {
					t.Errorf("%d columns behind %d lines: page %d begins with the last row of a group", len(table.Columns), fill, i+2)
				}
			}
		}
	}
}

// lastY is the baseline of the last text of a page.
func lastY(p display.Page) (y display.Length) {
	for _, op := range p.Ops {
		if text, ok := op.(display.Text); ok {
			y = max(y, text.Y)
		}
	}
	return y
}

// TestNotesStayWithTheirTable holds that a note is never alone on the page behind the table or
// chart that it stands under, wherever these end.
func TestNotesStayWithTheirTable(t *testing.T) {
	chart := chartCases()["share"]
	for fill := range 40 {
		for name, above := range map[string]doc.Block{"table": rowsTable(8), "chart": chart} {
			blocks := []doc.Block{rowsTable(20), para("앞")}
			for range fill {
				blocks = append(blocks, para("한 줄"))
			}
			blocks = append(blocks, above, note("※ 주석"))
			style := testStyle(t)
			style.Page.ShortPercent = 0
			part, _ := layout.Chapter(&doc.Chapter{Blocks: blocks}, nil, style, testFonts(t))
			for i, page := range part.Pages {
				if first := lines(page)[0]; first == "※ 주석" {
					t.Errorf("%s behind %d lines: the note begins page %d", name, fill, i+1)
				}
			}
		}
	}
}

// TestDirectoryGroups holds that no entry of a group is parted from all the others by a page break,
// and no head from its entries.
func TestDirectoryGroups(t *testing.T) {
	for shift := range 9 {
		d := &doc.Directory{}
		for range shift {
			d.Entries = append(d.Entries, doc.Entry{Level: 1, Head: true, Text: "앞"})
		}
		for g := range 40 {
			d.Entries = append(d.Entries, doc.Entry{Level: 1, Head: true, Text: "묶음"})
			for i, name := range []string{"처음", "둘째", "가운데", "끝의 앞", "끝"} {
				if g%2 == 0 || i != 2 {
					d.Entries = append(d.Entries, doc.Entry{Level: 2, Text: name})
				}
			}
		}
		part, _ := layout.Chapter(&doc.Chapter{Kind: doc.Index, Blocks: []doc.Block{d}}, nil, testStyle(t), testFonts(t))
		for n, page := range part.Pages[:len(part.Pages)-1] {
			ls, next := lines(page), lines(part.Pages[n+1])
			if last := ls[len(ls)-1]; last == "묶음" || last == "처음" || next[0] == "끝" {
				t.Errorf("%d before: page %d ends with %q, the next begins with %q", shift, n+1, last, next[0])
			}
		}
	}
}
