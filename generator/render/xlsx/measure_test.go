package xlsx

import (
	"strings"
	"testing"

	"budgetbook/generator/doc"
)

func TestLineCount(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  int
	}{
		{"", 12, 1},
		{"공모심사", 12, 1},
		{"공모 심사", 10.5, 2},
		{"공모심사위원수당", 10.5, 2},
		{"a\n\nb", 10, 3},
		{strings.Repeat("가", 100), 22.5, 10},
	} {
		if got := lineCount(c.text, c.width); got != c.want {
			t.Errorf("lineCount(%q, %v) = %d, want %d", c.text, c.width, got, c.want)
		}
	}
}

// Many columns of text wrap to keep print legible; figures keep their width.
func TestColumnWidths(t *testing.T) {
	long := strings.Repeat("글자 ", 30)
	figure := typed("f", 999_999_999_999_000)
	body := row(doc.Plain, long, long, long, long, long, num(figure, 1))
	p, err := newPlan(Workbook{Sheets: []Sheet{{Name: "표", Landscape: true, Tables: []*doc.Table{
		{ID: "t", Columns: columns(1, 1, 1, 1, 1, 1), Body: []doc.Row{body}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	widths := columnWidths(p.sheets[0])
	if sum(widths) > landscapeWidth || widths[0] < leastWrap {
		t.Errorf("widths %v do not fit the page", widths)
	}
	if widths[5] < float64(len("999,999,999,999,000")) {
		t.Errorf("the figure has %v", widths[5])
	}
}
