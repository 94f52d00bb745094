package judge

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// The tags of the PDFs in the eyes of poppler. It lays a page out anew for each element on it:
// the book of the county takes three minutes of processor time, so only make judge asks for it.

var (
	popplerElement = regexp.MustCompile(`^( *)(Document|Sect|H[1-6]|P|LI|L|Lbl|LBody|TOCI|TOC|Table|TR|TH|TD|Figure|Link|Span)(?:$|[ :])`)
	popplerText    = regexp.MustCompile(`^( *)"(.*)"$`)
)

// popplerPieces are the pieces of a PDF as `pdfinfo -struct-text` tells them: elements by depth,
// below each its texts. A table's cell or a list's item takes what stands in it.
func popplerPieces(told string) (out []piece) {
	type element struct{ depth, piece, cell int }
	var open []element
	for line := range strings.Lines(told) {
		line = strings.TrimRight(line, "\n")
		if m := popplerText.FindStringSubmatch(line); m != nil {
			for len(open) > 0 && open[len(open)-1].depth >= len(m[1]) {
				open = open[:len(open)-1]
			}
			if len(open) == 0 || open[len(open)-1].piece < 0 {
				out = append(out, piece{Role: "text outside of any piece", Text: m[2]})
				continue
			}
			switch e := open[len(open)-1]; {
			case e.cell >= 0:
				out[e.piece].Cells[e.cell].Text += m[2]
			default:
				out[e.piece].Text += m[2]
			}
			continue
		}
		m := popplerElement.FindStringSubmatch(line)
		if m == nil {
			continue // an attribute, an object, or the rest of a title with a line feed in it
		}
		e := element{depth: len(m[1]), piece: -1, cell: -1}
		for len(open) > 0 && open[len(open)-1].depth >= e.depth {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			e.piece, e.cell = open[len(open)-1].piece, open[len(open)-1].cell
		}
		switch role := m[2]; {
		case e.cell >= 0: // all that stands in a cell is its
			if role == "P" || role == "LI" {
				out[e.piece].Cells[e.cell].Text += "\n"
			}
		case role == "TH" || role == "TD":
			row := &out[e.piece]
			row.Cells = append(row.Cells, struct{ Role, Text string }{Role: role})
			e.cell = len(row.Cells) - 1
		case role == "LI" || role == "TOCI" || role == "TR" || role == "Figure" || e.piece < 0 && (role == "P" || role[0] == 'H'):
			out = append(out, piece{Role: role})
			e.piece = len(out) - 1
		}
		open = append(open, e)
	}
	full := out[:0]
	for _, p := range out {
		if len(p.texts()) > 0 {
			full = append(full, p)
		}
	}
	return full
}

// TestPopplerReadsAsMarkdown: poppler reads every book and sheet as its Markdown, the county's too,
// word by word: it takes the blanks of the file and adds none.
func TestPopplerReadsAsMarkdown(t *testing.T) {
	var names []string
	if os.Getenv("REQUIRE_JUDGES") == "1" { // first, since it takes longest; its sheets stand in it
		t.Run("county", func(t *testing.T) { names = append(names, filepath.Join(county(t), "book.pdf")) })
	}
	var total atomic.Int64
	t.Run("files", func(t *testing.T) {
		for _, name := range append(names, files(t, ".pdf")...) {
			t.Run(short(name), func(t *testing.T) {
				t.Parallel()
				md, pdf := pieces(read(t, strings.TrimSuffix(name, ".pdf")+".md")), popplerPieces(output(t, "pdfinfo", "-struct-text", name))
				if filepath.Base(name) == "book.pdf" {
					md, pdf = behindCover(md), behindCover(pdf)
				}
				wrong, compared := unlike(md, pdf, single)
				if wrong != "" {
					t.Error(wrong)
				}
				total.Add(int64(compared))
			})
		}
	})
	t.Logf("%d pieces", total.Load())
}

// The reading of poppler's tree.
func TestPopplerPieces(t *testing.T) {
	got := popplerPieces(`Document
  Sect "x"
    H1 (block)
      "제목"
    L (block):
       /ListNumbering /None
      LI (block)
        Lbl (block)
          "○"
        LBody (block)
          "하나"
          L (block)
            LI (block)
              Lbl (block)
                "-"
              LBody (block)
                "둘"
    Table "y" (block)
      TR
        TH <00000001>:
           /Scope /Row
          "계"
        TD:
           /Headers [(00000001)]
          P (block)
            Span (inline)
              "(x-)"
            "46,000"
        TD
    P (block)
    P (block)
      "끝"
`)
	var lines []string
	for _, p := range got {
		lines = append(lines, p.Role+" "+strings.Join(p.texts(), "|"))
	}
	if all, want := strings.Join(lines, "\n"), "H1 제목\nLI ○하나\nLI -둘\nTR 계|(x-)46,000\nP 끝"; all != want {
		t.Errorf("got\n%s\nwant\n%s", all, want)
	}
}
