package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/layout"
)

// problems looks for everything that must not be on a page: text outside the type area,
// text over text, rules through text, text out of reading order.
func problems(d *display.Document, left, right, top, bottom display.Length) (out []string) {
	for i, part := range d.Parts {
		for n, page := range part.Pages {
			found := func(format string, a ...any) {
				out = append(out, fmt.Sprintf("part %d page %d: ", i, n+1)+fmt.Sprintf(format, a...))
			}
			var texts []display.Text
			slot := 0
			for _, op := range page.Ops {
				if t, ok := op.(display.Text); ok {
					texts = append(texts, t)
					if t.Mark != display.Artifact && t.Mark.Slot < slot {
						found("%q stands behind what is read after it", t.S)
					}
					slot = max(slot, t.Mark.Slot)
					in := t.X >= left-slack && t.X+t.W <= right+slack
					if t.Mark != display.Artifact {
						in = in && t.Y >= top && t.Y <= bottom
					}
					if !in {
						found("%q at %s %s w %s leaves the type area", t.S, t.X, t.Y, t.W)
					}
				}
			}
			slices.SortFunc(texts, func(a, b display.Text) int { return int(a.Y - b.Y) })
			for a := range texts {
				for b := a + 1; b < len(texts) && texts[b].Y-texts[a].Y < 30000; b++ {
					if overlap(inkOf(texts[a]), inkOf(texts[b])) {
						found("%q over %q", texts[a].S, texts[b].S)
					}
				}
			}
			for _, op := range page.Ops {
				r, ok := op.(display.Rule)
				if !ok {
					continue
				}
				box := display.Rect{X: r.X1, Y: r.Y1, W: r.X2 - r.X1, H: r.Y2 - r.Y1}
				for _, t := range texts {
					if overlap(box, inkOf(t)) {
						found("a rule runs through %q", t.S)
					}
				}
			}
		}
	}
	return out
}

// slack is for rounding up widths, 1/1000 pt.
const slack = 20

// inkOf is the area that the text certainly blackens, a little less than its line.
func inkOf(t display.Text) display.Rect {
	size := display.Length(t.Size) * 10
	return display.Rect{X: t.X + slack, Y: t.Y - size*70/100, W: t.W - 2*slack, H: size * 75 / 100}
}

func overlap(a, b display.Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H &&
		// An empty area overlaps nothing; a rule is thin, not empty.
		(a.W > 0 || a.H > 0) && b.W > 0 && b.H > 0
}

// squeeze drops white space: lines end where they must.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// setText is all text of a part that is no artifact, in reading order, with single blanks. Elements
// are parted from each other; what parts the words of an element is its own text.
func setText(p *display.Part) string {
	var texts []display.Text
	for _, page := range p.Pages {
		for _, op := range page.Ops {
			if t, ok := op.(display.Text); ok && t.Mark != display.Artifact {
				texts = append(texts, t)
			}
		}
	}
	slices.SortStableFunc(texts, func(a, b display.Text) int { return a.Mark.Slot - b.Mark.Slot })
	var b strings.Builder
	last := 0
	for _, t := range texts {
		if e := element(p.Tree, t.Mark.Node); e != last {
			b.WriteByte('\n')
			last = e
		}
		b.WriteString(t.S)
	}
	return single(b.String())
}

// element is what is read in one go with the texts of a node: a Span stands within it, and so do
// the mark and the text of an item.
func element(tree display.Tree, node int) int {
	for slices.Contains([]display.Kind{display.Span, display.Lbl, display.LBody}, tree[node].Kind) {
		node = tree[node].Parent
	}
	return node
}

// single makes all white space single blanks.
func single(s string) string { return strings.Join(strings.Fields(s), " ") }

// said is the text of inlines; a choice is parted from what stands before it.
func said(in []doc.Inline) string {
	var b strings.Builder
	for _, i := range in {
		if _, ok := i.(doc.Check); ok {
			b.WriteByte(' ')
		}
		b.WriteString(doc.PlainText([]doc.Inline{i}))
	}
	return b.String()
}

// docText is all text of blocks in reading order, with single blanks.
func docText(blocks []doc.Block) string {
	var b strings.Builder
	for i, block := range blocks {
		switch block := block.(type) {
		case *doc.Heading:
			b.WriteString(block.Mark + " " + said(block.Text) + "\n")
			// The unit stands on the heading's line, so it is read there.
			if i+1 < len(blocks) {
				if t, ok := blocks[i+1].(*doc.Table); ok && block.Level == 3 {
					b.WriteString(t.Unit + "\n")
				}
			}
		case *doc.Paragraph:
			b.WriteString(said(block.Text) + "\n")
		case *doc.List:
			writeItems(&b, block.Items)
		case *doc.Table:
			if h, ok := before(blocks, i).(*doc.Heading); !ok || h.Level != 3 {
				b.WriteString(block.Unit + "\n")
			}
			for _, r := range append(append([]doc.Row(nil), block.Head...), block.Body...) {
				for _, c := range r.Cells {
					b.WriteString(docText(c.Blocks) + "\n")
				}
			}
		case *doc.Chart:
			b.WriteString(block.Caption + "\n" + docText([]doc.Block{block.Table()}) + "\n")
		}
	}
	return single(b.String())
}

func before(blocks []doc.Block, i int) doc.Block {
	if i == 0 {
		return nil
	}
	return blocks[i-1]
}

func writeItems(b *strings.Builder, items []doc.Item) {
	for _, it := range items {
		b.WriteString(it.Mark + " " + said(it.Text) + "\n")
		writeItems(b, it.Children)
	}
}

// lay sets one sheet and checks its pages.
func lay(t testing.TB, blocks ...doc.Block) *display.Document {
	t.Helper()
	s := &doc.Chapter{ID: "x", Title: "시험", Blocks: blocks}
	part, diags := layout.Chapter(s, nil, testStyle(t), testFonts(t))
	for _, d := range diags {
		t.Fatalf("%s %s", d.Code, d.Message)
	}
	impose(t, &part, s, 1, len(part.Pages), false)
	d := &display.Document{Parts: []display.Part{part}}
	check(t, d)
	if got, want := setText(&part), docText(blocks); got != want {
		t.Fatalf("text differs:\n got %s\nwant %s", got, want)
	}
	return d
}

// check fails on whatever must not be on a page of the sample style.
func check(t testing.TB, d *display.Document) {
	t.Helper()
	mm := func(n display.Length) display.Length { return n * 7200 / 254 }
	for _, p := range problems(d, mm(2000), display.PageWidth-mm(2000), mm(2400), display.PageHeight-mm(2000)) {
		t.Error(p)
	}
}

func long(s string, n int) string {
	rs := []rune(strings.Repeat(s+" ", n/len([]rune(s))+1))
	return strings.TrimSpace(string(rs[:n]))
}

func TestWorstCases(t *testing.T) {
	plain := func(columns int, rows ...doc.Row) *doc.Table {
		t := &doc.Table{ID: "t", Caption: "표"}
		for range columns {
			t.Columns = append(t.Columns, doc.Column{Width: 100})
		}
		var head doc.Row
		for i := range columns {
			head.Cells = append(head.Cells, colHead(fmt.Sprintf("칸 %d", i+1), 1, 1))
		}
		t.Head, t.Body = []doc.Row{head}, rows
		return t
	}
	many := make([]doc.Row, 300)
	for i := range many {
		many[i] = doc.Row{Cells: []doc.Cell{cellOf(doc.Text{S: fmt.Sprintf("%d번째 줄", i+1)}), cellOf(num(int64(i) * 1234567)), cellOf(doc.Text{S: "자치구 지원"})}}
	}
	group := plain(3, many[:60]...)
	group.Body = slices.Clone(group.Body)
	group.Body[0].Cells = []doc.Cell{spanning(rowHead(cellOf(doc.Text{S: "자치단체경상보조금"})), 1, 60), many[0].Cells[1], many[0].Cells[2]}
	for i := 1; i < 60; i++ {
		group.Body[i].Cells = many[i].Cells[1:]
	}
	tall := plain(2,
		doc.Row{Cells: []doc.Cell{spanning(cellOf(doc.Text{S: long("두 줄에 걸친 아주 긴 칸의 글", 3000)}), 1, 2), cellOf(doc.Text{S: "짧다"})}},
		doc.Row{Cells: []doc.Cell{cellOf(doc.Text{S: "또 짧다"})}})

	tests := []struct {
		name   string
		blocks []doc.Block
		pages  int // at least
	}{
		{"empty sheet", nil, 1},
		{"a sheet of one line", []doc.Block{para("한 줄")}, 1},
		{"a cell of 2,000 characters", []doc.Block{boxHead("표"), plain(3, cells("짧다", long("사회적경제 활성화 지원 사업의 추진", 2000), "짧다"))}, 2},
		{"a cell of 10,000 characters", []doc.Block{plain(2, cells("짧다", long("사회적경제 활성화 지원 사업의 추진", 10000)))}, 4},
		{"a cell without a space", []doc.Block{plain(2, cells("짧다", strings.Repeat("가", 2000)))}, 1},
		{"300 rows", []doc.Block{boxHead("표"), plain(3, many...)}, 5},
		{"a group of 60 rows", []doc.Block{boxHead("표"), group}, 2},
		{"a cell over two rows longer than a page", []doc.Block{tall}, 2},
		{"a title of 60 syllables", []doc.Block{&doc.Heading{Level: 1, Text: txt(long("취약계층 노동자 권익보호 지원", 60))}}, 1},
		{"a title of 60 syllables without a space", []doc.Block{&doc.Heading{Level: 1, Text: txt(strings.Repeat("가", 60))}}, 1},
		{"a long section and item", []doc.Block{section("10", long("사업설명", 120)), boxHead(long("사업목적", 150)), para("본문")}, 1},
		{"a word wider than its column", []doc.Block{plain(6, cells("가", "나", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "라", "마", "바"))}, 1},
		{"hanja and units", []doc.Block{plain(2, cells("社會的經濟", "1,234㎡ ㎥ ㎞ ℃ ① ㈜ ☑ ☐ ∼ △ ▲ ※ 「」 ’15"))}, 1},
		{"a table without a body", []doc.Block{boxHead("표"), plain(2)}, 1},
		{"a table without a head", []doc.Block{&doc.Table{Columns: make([]doc.Column, 2), Body: []doc.Row{cells("가", "나")}}}, 1},
		{"nine columns of large figures", []doc.Block{plain(9, figures(9))}, 1},
		{"a list six levels deep", []doc.Block{list(item("○", "하나", item("-", "둘", item("·", "셋", item("·", "넷", item("·", "다섯", item("·", long("여섯", 200))))))))}, 1},
		{"200 paragraphs", func() (bs []doc.Block) {
			for i := range 200 {
				bs = append(bs, para(long("본문 문장이 이어진다", 40+i%90)))
			}
			return bs
		}(), 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := lay(t, tt.blocks...)
			if got := len(d.Parts[0].Pages); got < tt.pages {
				t.Errorf("%d pages, want at least %d", got, tt.pages)
			}
		})
	}
}

// figures is a row of nine-digit figures.
func figures(n int) (r doc.Row) {
	for range n {
		r.Cells = append(r.Cells, cellOf(num(123456789)))
	}
	return r
}

// TestFiguresOfATable holds how a table sets figures with (x…) as they grow: side by
// side, then (x…) above, then smaller; and all figures of the table alike.
func TestFiguresOfATable(t *testing.T) {
	part := func(n int64) *doc.Num {
		out := numPart(n)
		out.Part.Figure = thousand(n)
		return out
	}
	tests := []struct {
		name    string
		n       int64
		columns int
		stacked bool
		size    int // 1/100 pt
	}{
		{"side by side", 326065, 4, false, 950},
		{"above", 10_000_000, 5, true, 950},
		{"above, a larger one", 2_800_000_000, 4, true, 950},
		{"above and smaller", 2_800_000_000, 7, true, 800},
		{"the largest", 999_999_999_999, 7, true, 700},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table := &doc.Table{Columns: []doc.Column{col(150, doc.Center)}}
			row := doc.Row{Cells: []doc.Cell{rowHead(cellOf(doc.Text{S: "2022"}))}}
			for i := range tt.columns {
				table.Columns = append(table.Columns, col(220, doc.Right))
				n := part(tt.n)
				if i == 1 {
					n = numPart(0) // a short one stands as the others do
				}
				row.Cells = append(row.Cells, cellOf(n))
			}
			table.Body = []doc.Row{row}
			var figures []display.Text
			for _, op := range lay(t, table).Parts[0].Pages[0].Ops {
				if op, ok := op.(display.Text); ok && op.Mark != display.Artifact && op.S != "2022" {
					figures = append(figures, op)
				}
			}
			if len(figures) != 2*tt.columns {
				t.Fatalf("%d texts for %d figures", len(figures), tt.columns)
			}
			for i := 0; i < len(figures); i += 2 {
				part, value := figures[i], figures[i+1]
				if part.Size != tt.size || value.Size != tt.size {
					t.Errorf("%s %s in %d and %d/100 pt, want %d", part.S, value.S, part.Size, value.Size, tt.size)
				}
				if above := part.Y < value.Y; above != tt.stacked {
					t.Errorf("%s stands above %s: %v, want %v", part.S, value.S, above, tt.stacked)
				}
				if part.Y != figures[0].Y || value.Y != figures[1].Y {
					t.Errorf("%s %s stand not in line with the figures beside them", part.S, value.S)
				}
				if tt.stacked && part.X+part.W != value.X+value.W {
					t.Errorf("%s and %s end at %s and %s", part.S, value.S, part.X+part.W, value.X+value.W)
				}
			}
		})
	}
}

// lines are the lines of a page, in reading order: texts of one node and height joined, without
// blanks at the end.
func lines(page display.Page) (out []string) {
	var last display.Text
	for _, op := range page.Ops {
		text, ok := op.(display.Text)
		if !ok || text.Mark == display.Artifact {
			continue
		}
		if len(out) > 0 && text.Y == last.Y && text.Mark.Node == last.Mark.Node {
			out[len(out)-1] += text.S
		} else {
			out = append(out, text.S)
		}
		last = text
	}
	for i := range out {
		out[i] = strings.TrimRight(out[i], " ")
	}
	return out
}

// TestNumbersInTexts holds that a text beside columns of figures keeps its numbers whole.
func TestNumbersInTexts(t *testing.T) {
	table := &doc.Table{Columns: []doc.Column{col(60, doc.Left)}}
	row := cells("보조금 1,234,567,890,123천원 교부")
	for range 6 {
		table.Columns = append(table.Columns, col(220, doc.Right))
		row.Cells = append(row.Cells, cellOf(num(123_456_789_012)))
	}
	table.Body = []doc.Row{row}
	if got := lines(lay(t, table).Parts[0].Pages[0]); !slices.ContainsFunc(got, func(l string) bool { return strings.Contains(l, "1,234,567,890,123천원") }) {
		t.Errorf("the number is broken: %q", got)
	}
}

// TestGroupNameStaysWhole fills a page up to each height and looks whether the name of a
// group is parted from the group's first row.
func TestGroupNameStaysWhole(t *testing.T) {
	for above := range 40 {
		var blocks []doc.Block
		for range above {
			blocks = append(blocks, para("본문"))
		}
		table := &doc.Table{Columns: []doc.Column{col(200, doc.Left), col(1400, doc.Left)}}
		for i := range 3 {
			for j := range 4 {
				row := cells(fmt.Sprintf("%d-%d", i, j))
				if j == 0 {
					name := rowHead(cellOf(doc.Text{S: "자치단체"}, doc.Break{}, doc.Text{S: "경상보조금"}, doc.Break{}, doc.Text{S: "(국고보조재원)"}))
					row.Cells = append([]doc.Cell{spanning(name, 1, 4)}, row.Cells...)
				}
				table.Body = append(table.Body, row)
			}
		}
		for n, page := range lay(t, append(blocks, table)...).Parts[0].Pages {
			got := lines(page)
			for i := range 3 {
				if slices.Contains(got, fmt.Sprintf("%d-0", i)) {
					got = append(got, "first row")
				}
			}
			count := func(want string) (n int) {
				for _, l := range got {
					if l == want {
						n++
					}
				}
				return n
			}
			if rows := count("first row"); count("자치단체") != rows || count("(국고보조재원)") != rows {
				t.Errorf("%d lines above: page %d begins %d groups, and says %q", above, n+1, rows, got)
			}
		}
	}
}

// TestListBeginsWithTwoLines fills a page up to each height below which a list begins.
func TestListBeginsWithTwoLines(t *testing.T) {
	for above := range 45 {
		var blocks []doc.Block
		for range above {
			blocks = append(blocks, para("본문"))
		}
		d := lay(t, append(blocks, list(item("○", "첫째"), item("○", "둘째"), item("○", "셋째"), item("○", "넷째")))...)
		for n, page := range d.Parts[0].Pages {
			got := lines(page)
			if slices.Contains(got, "첫째") != slices.Contains(got, "둘째") || slices.Contains(got, "셋째") != slices.Contains(got, "넷째") {
				t.Errorf("%d lines above: a line of the list is alone on page %d", above, n+1)
			}
		}
	}
}

// TestContentsOfLargeAmounts sets the contents of a book of very large amounts.
func TestContentsOfLargeAmounts(t *testing.T) {
	toc := &doc.Directory{}
	for i := range 30 {
		total := numUnit(999_999_999_999)
		toc.Entries = append(toc.Entries, doc.Entry{Level: 2, Text: long("취약계층 노동자 권익보호 지원", 20+i), Target: fmt.Sprint(i), Total: total})
	}
	part, diags := layout.Chapter(&doc.Chapter{Kind: doc.Contents, Blocks: []doc.Block{toc}}, nil, testStyle(t), testFonts(t))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	mm := func(n display.Length) display.Length { return n * 7200 / 254 }
	d := &display.Document{Parts: []display.Part{part}}
	for _, p := range problems(d, 0, display.PageWidth-mm(4500), mm(2400), display.PageHeight-mm(2000)) {
		t.Error(p)
	}
}

// TestNotesOfADirectory: a note takes its own room alone.
func TestNotesOfADirectory(t *testing.T) {
	name, long := "취약계층 노동자 권익보호와 이동노동자 쉼터 조성 지원사업", "사회적경제통합지원체계구축추진단설립준비담당관"
	part, _ := layout.Chapter(&doc.Chapter{Kind: doc.Index, Blocks: []doc.Block{&doc.Directory{Entries: []doc.Entry{
		{Level: 2, Text: name, Note: "건설과"},
		{Level: 2, Text: "짧은 사업", Note: long},
	}}}}, nil, testStyle(t), testFonts(t))
	if got, want := setText(&part), name+" 건설과 짧은 사업 "+long; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := lines(part.Pages[0]); !strings.HasPrefix(got[0], name) {
		t.Errorf("the long note beside another name breaks this one: %q", got)
	}
}

// TestTitlesInLinesOfLikeLength: a title of several lines breaks between words where it can, and into
// like lines where a word is wider than the page.
func TestTitlesInLinesOfLikeLength(t *testing.T) {
	for _, tt := range []struct{ mark, title, want string }{
		{"", "사회적경제통합지원체계구축추진단설립준비담당관", "사회적경제통합지원체계구|축추진단설립준비담당관"},
		{"아주 긴 이름을 가진 도시철도건설및운영사업비 특별회계 · 도시기반시설본부 도시철도국", "건설과",
			"아주 긴 이름을 가진 도시철도건설및운영사업비|특별회계 · 도시기반시설본부 도시철도국|건설과"},
	} {
		ch := &doc.Chapter{Kind: doc.Divider, Blocks: []doc.Block{&doc.Heading{Level: 1, Mark: tt.mark, Text: txt(tt.title)}}}
		part, _ := layout.Chapter(ch, nil, testStyle(t), testFonts(t))
		if got := strings.Join(lines(part.Pages[0]), "|"); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestUnplaceable(t *testing.T) {
	wide := &doc.Table{ID: "t", Columns: make([]doc.Column, 13), Body: []doc.Row{figures(13)}}
	missing := &doc.Paragraph{Text: []doc.Inline{doc.Text{S: "가ᄀ나", Span: diag.Span{File: "a.toml", Start: 100, End: 109}}}}
	tests := []struct {
		name  string
		block doc.Block
		want  string
	}{
		{"thirteen columns of large figures", wide, `E402 표 칸 자리가 좁아 '123,456,789'을(를) 넣을 수 없습니다 ""`},
		{"a character that no font has", missing, `E401 'ᄀ'(U+1100) 글자가 글꼴에 없어 인쇄할 수 없습니다 "a.toml" 103-106`},
		{"a title higher than a page", &doc.Heading{Level: 1, Text: txt(strings.Repeat("가", 1500))}, `E402 쪽 자리가 좁아`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := sampleBook()
			s := &doc.Chapter{ID: "x", Title: "시험", Blocks: []doc.Block{tt.block}}
			out, diags := testPress(t).Book(&doc.Book{Title: b.Title, Chapters: []*doc.Chapter{s}})
			if out != nil || len(diags) == 0 {
				t.Fatalf("%d bytes, %d diagnostics", len(out), len(diags))
			}
			d := diags[0]
			got := fmt.Sprintf("%s %s %q", d.Code, d.Message, d.Span.File)
			if d.Span.File != "" {
				got += fmt.Sprintf(" %d-%d", d.Span.Start, d.Span.End)
			}
			if !strings.HasPrefix(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestNothingStranded sets headings, paragraphs and tables in random order and looks at
// the last and first lines of every page.
func TestNothingStranded(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var blocks []doc.Block
		for range rapid.IntRange(1, 60).Draw(r, "blocks") {
			switch rapid.IntRange(0, 5).Draw(r, "block") {
			case 0:
				blocks = append(blocks, section("1", "기본 현황"), boxHead("사업개요"), para("본문"))
			case 1:
				blocks = append(blocks, boxHead("예산 총괄"), budgetTable())
			case 2:
				blocks = append(blocks, boxHead("산출근거"), basisTable(), note("※ 참고"))
			case 3:
				blocks = append(blocks, list(item("○", "지원대상", item("-", long("동작, 용산, 강서, 서초, 종로", rapid.IntRange(2, 200).Draw(r, "length"))))))
			default:
				blocks = append(blocks, para(long("사회적경제 활성화 지원", rapid.IntRange(1, 400).Draw(r, "length"))))
			}
		}
		part, diags := layout.Chapter(&doc.Chapter{ID: "x", Blocks: blocks}, nil, testStyle(t), testFonts(t))
		if len(diags) > 0 {
			r.Fatal(diags)
		}
		for n, page := range part.Pages {
			var last display.Text
			lines := map[int]map[display.Length]bool{} // lines of each node on the page
			for _, op := range page.Ops {
				text, ok := op.(display.Text)
				if !ok || text.Mark == display.Artifact {
					continue
				}
				if text.Y >= last.Y {
					last = text
				}
				if lines[text.Mark.Node] == nil {
					lines[text.Mark.Node] = map[display.Length]bool{}
				}
				lines[text.Mark.Node][text.Y] = true
			}
			if n+1 == len(part.Pages) {
				break
			}
			switch node := part.Tree[last.Mark.Node]; {
			case node.Kind == display.H1, node.Kind == display.H2, node.Kind == display.H3:
				r.Errorf("page %d ends with the heading %q", n+1, last.S)
			case node.Scope == "Column":
				r.Errorf("page %d ends with the table head %q", n+1, last.S)
			case last.S == "지원대상":
				r.Errorf("page %d ends with %q, whose lines follow on the next", n+1, last.S)
			}
			// A paragraph that goes on: at least two lines on either page.
			next := map[display.Length]bool{}
			for _, op := range part.Pages[n+1].Ops {
				if text, ok := op.(display.Text); ok && text.Mark.Node == last.Mark.Node {
					next[text.Y] = true
				}
			}
			if k := part.Tree[last.Mark.Node].Kind; len(next) > 0 && (k == display.P || k == display.LBody) {
				if len(next) < 2 || len(lines[last.Mark.Node]) < 2 {
					r.Errorf("page %d: a line of %q is alone: %d lines here, %d there", n+1, last.S, len(lines[last.Mark.Node]), len(next))
				}
			}
		}
	})
}

// TestNoLineOfACellAlone splits tables with long cells over pages: what a page shows of
// a cell that goes on, or of a paragraph in it, is never a single line.
func TestNoLineOfACellAlone(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := func(from, to int) string {
			return long("사회적경제 활성화 지원", rapid.IntRange(from, to).Draw(r, "length"))
		}
		content := func() doc.Cell {
			if rapid.Bool().Draw(r, "paragraph") {
				return cellOf(doc.Text{S: text(1, 900)})
			}
			var items []doc.Item
			for range rapid.IntRange(1, 20).Draw(r, "items") {
				it := item("○", text(1, 120))
				for range rapid.IntRange(0, 3).Draw(r, "children") {
					it.Children = append(it.Children, item("-", text(1, 120)))
				}
				items = append(items, it)
			}
			return doc.Cell{Blocks: []doc.Block{list(items...)}}
		}
		var blocks []doc.Block
		for range rapid.IntRange(0, 40).Draw(r, "lines above") {
			blocks = append(blocks, para("본문"))
		}
		table := &doc.Table{Columns: []doc.Column{col(200, doc.Left), col(700, doc.Left), col(700, doc.Left)}}
		table.Head = []doc.Row{{Cells: []doc.Cell{colHead("구 분", 1, 1), colHead("내용", 1, 1), colHead("비고", 1, 1)}}}
		for range rapid.IntRange(1, 4).Draw(r, "groups") {
			rows := rapid.IntRange(1, 5).Draw(r, "rows")
			for i := range rows {
				row := doc.Row{Cells: []doc.Cell{content(), content()}}
				if i == 0 {
					row.Cells = append([]doc.Cell{spanning(rowHead(cellOf(doc.Text{S: text(1, 60)})), 1, rows)}, row.Cells...)
				}
				table.Body = append(table.Body, row)
			}
		}
		part, diags := layout.Chapter(&doc.Chapter{ID: "x", Blocks: append(blocks, boxHead("표"), table)}, nil, testStyle(t), testFonts(t))
		if len(diags) > 0 {
			r.Fatal(diags)
		}
		// The lines of every cell and paragraph on each page.
		type place struct{ node, page int }
		lines := map[place]map[display.Length]bool{}
		begin, end := map[int]int{}, map[int]int{}
		for n, page := range part.Pages {
			for _, op := range page.Ops {
				text, ok := op.(display.Text)
				if !ok || text.Mark == display.Artifact {
					continue
				}
				for node := text.Mark.Node; node != 0; node = part.Tree[node].Parent {
					switch kind := part.Tree[node].Kind; kind {
					case display.TD, display.TH, display.LBody:
						if kind == display.LBody && node != text.Mark.Node {
							continue // a line of a child
						}
						at := place{node, n}
						if lines[at] == nil {
							lines[at] = map[display.Length]bool{}
						}
						lines[at][text.Y] = true
						if _, ok := begin[node]; !ok {
							begin[node] = n
						}
						end[node] = n
					}
				}
			}
		}
		for at, ys := range lines {
			if begin[at.node] < end[at.node] && len(ys) < 2 {
				r.Errorf("page %d has a single line of %v %d, which stands on pages %d to %d",
					at.page+1, part.Tree[at.node].Kind, at.node, begin[at.node]+1, end[at.node]+1)
			}
		}
	})
}

// randomTable draws a table with spans, figures, lists and texts of all lengths.
func randomTable(r *rapid.T) *doc.Table {
	columns := rapid.IntRange(1, 7).Draw(r, "columns")
	t := &doc.Table{ID: "t", Caption: "표"}
	for range columns {
		t.Columns = append(t.Columns, doc.Column{
			Width: rapid.IntRange(40, 800).Draw(r, "width"),
			Align: doc.Align(rapid.IntRange(0, 3).Draw(r, "align")),
			Open:  rapid.Bool().Draw(r, "open"),
		})
	}
	if rapid.Bool().Draw(r, "unit") {
		t.Unit = "(단위 : 천원)"
	}
	if rapid.Bool().Draw(r, "head") {
		var head doc.Row
		for range columns {
			head.Cells = append(head.Cells, colHead(rapid.SampledFrom([]string{"구 분", "2024예산액\n(B)", "예산집행금액", ""}).Draw(r, "head"), 1, 1))
		}
		t.Head = []doc.Row{head}
	}
	rows := rapid.IntRange(1, 25).Draw(r, "rows")
	covered := make([]int, columns) // rows below that a cell reaches into, for each column
	for i := range rows {
		row := doc.Row{Kind: doc.RowKind(rapid.IntRange(0, 2).Draw(r, "kind"))}
		for x := 0; x < columns; {
			if covered[x] > 0 {
				covered[x]--
				x++
				continue
			}
			c := randomCell(r)
			wide, tall := 1, 1
			if rapid.IntRange(0, 9).Draw(r, "wide") == 0 && x+1 < columns && covered[x+1] == 0 {
				wide = 2
			}
			if rapid.IntRange(0, 5).Draw(r, "tall") == 0 {
				tall = rapid.IntRange(1, min(6, rows-i)).Draw(r, "rowspan")
			}
			for k := x; k < x+wide; k++ {
				covered[k] = tall - 1
			}
			row.Cells = append(row.Cells, spanning(c, wide, tall))
			x += wide
		}
		t.Body = append(t.Body, row)
	}
	return t
}

func randomCell(r *rapid.T) doc.Cell {
	text := func() string {
		return long("사회적경제 활성화(자치구) 지원 1,234천원 및 ", rapid.IntRange(1, 30).Draw(r, "length"))
	}
	switch rapid.IntRange(0, 7).Draw(r, "cell") {
	case 0:
		return doc.Cell{}
	case 1:
		return cellOf(num(rapid.Int64Range(-9999999, 9999999).Draw(r, "n")))
	case 2:
		return cellOf(numPart(rapid.Int64Range(-9999999, 9999999).Draw(r, "n")))
	case 3:
		return doc.Cell{Blocks: []doc.Block{list(item("○", text(), item("-", text()), item("-", text())), item("○", text()))}}
	case 4:
		return cellOf(doc.Text{S: long("길고 긴 칸의 글이 쪽을 넘어 이어진다", rapid.IntRange(100, 900).Draw(r, "length"))})
	case 5:
		return rowHead(cellOf(doc.Text{S: text()}))
	case 6:
		return doc.Cell{Blocks: []doc.Block{para(text()), note("※ " + text())}}
	default:
		return cellOf(doc.Text{S: text()})
	}
}

func TestRandomTables(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		blocks := []doc.Block{boxHead("표")}
		for range rapid.IntRange(0, 40).Draw(r, "lines above") {
			blocks = append(blocks, para("본문"))
		}
		blocks = append(blocks, boxHead("표"), randomTable(r), note("※ 아래 참고"))
		s := &doc.Chapter{ID: "x", Blocks: blocks}
		part, diags := layout.Chapter(s, nil, testStyle(t), testFonts(t))
		if len(diags) > 0 {
			for _, d := range diags {
				if d.Code != "E402" {
					r.Fatalf("%s %s", d.Code, d.Message)
				}
			}
			return // reported, so nothing is printed
		}
		mm := func(n display.Length) display.Length { return n * 7200 / 254 }
		d := &display.Document{Parts: []display.Part{part}}
		for _, p := range problems(d, 0, display.PageWidth-mm(4500), mm(2400), display.PageHeight-mm(2000)) {
			r.Error(p)
		}
		if got, want := setText(&part), docText(blocks); got != want {
			r.Fatalf("text differs:\n got %s\nwant %s", got, want)
		}
	})
}
