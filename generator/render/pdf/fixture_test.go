package pdf

import (
	"os"
	"sync"
	"testing"

	"github.com/BurntSushi/toml"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/money"
)

var loadFonts = sync.OnceValues(font.Load)

func testFonts(t testing.TB) *font.Set {
	t.Helper()
	fonts, err := loadFonts()
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}

func testStyle(t testing.TB) form.Style {
	t.Helper()
	data, err := os.ReadFile("../../../templates/seoul/style.toml")
	if err != nil {
		t.Fatal(err)
	}
	var style form.Style
	meta, err := toml.Decode(string(data), &style)
	if err != nil {
		t.Fatal(err)
	}
	if rest := meta.Undecoded(); len(rest) > 0 {
		t.Fatalf("style.toml has keys that form.Style lacks: %v", rest)
	}
	return style
}

// The helpers below write a document as briefly as a sheet reads.

func txt(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }

func para(s string) doc.Block { return &doc.Paragraph{Text: txt(s)} }

func cellOf(in ...doc.Inline) doc.Cell {
	return doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Text: in}}}
}

func cells(ss ...string) doc.Row {
	var r doc.Row
	for _, s := range ss {
		r.Cells = append(r.Cells, cellOf(doc.Text{S: s}))
	}
	return r
}

func colHead(s string, cols, rows int) doc.Cell {
	var in []doc.Inline
	for i, line := range splitLines(s) {
		if i > 0 {
			in = append(in, doc.Break{})
		}
		in = append(in, doc.Text{S: line})
	}
	c := cellOf(in...)
	c.Head, c.Align, c.ColSpan, c.RowSpan = doc.ColHead, doc.Center, int32(cols), int32(rows)
	return c
}

func splitLines(s string) (out []string) {
	from := 0
	for i := range s {
		if s[i] == '\n' {
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

func rowHead(c doc.Cell) doc.Cell { c.Head = doc.RowHead; return c }

func spanning(c doc.Cell, cols, rows int) doc.Cell {
	c.ColSpan, c.RowSpan = int32(cols), int32(rows)
	return c
}

func left(c doc.Cell) doc.Cell { c.Align = doc.Left; return c }

func thousand(won int64) *figure.Figure {
	return &figure.Figure{Name: figure.Nameless, Won: money.Won(won * 1000), Expr: figure.Input{}}
}

var words = doc.Words{Zero: "0", New: "순증", None: "-"}

// num is a figure in 천원.
func num(n int64) *doc.Num {
	return &doc.Num{Figure: thousand(n), Unit: money.Thousand, Words: words}
}

func numUnit(n int64) *doc.Num {
	out := num(n)
	out.Suffix = "천원"
	return out
}

// numPart is a figure with (x-).
func numPart(n int64) *doc.Num {
	out := num(n)
	out.Part = &doc.Part{Figure: &figure.Figure{Name: &figure.Name{ID: "part"}, Expr: figure.Sum{}}, Open: "(x", Close: ")", Nil: "-"}
	return out
}

func ratePart(steps int64) *doc.Num {
	out := numPart(0)
	out.Figure = &figure.Figure{Name: figure.Nameless, Rate: money.Rate{Steps: steps}, Expr: figure.Ratio{}}
	return out
}

func bullet(indent int, mark, s string) doc.Cell {
	return doc.Cell{Blocks: []doc.Block{&doc.List{Indent: indent, Items: []doc.Item{{Mark: mark, Text: txt(s)}}}}}
}

func item(mark, s string, children ...doc.Item) doc.Item {
	return doc.Item{Mark: mark, Text: txt(s), Children: children}
}

func list(items ...doc.Item) doc.Block { return &doc.List{Items: items} }

func section(mark, s string) doc.Block { return &doc.Heading{Level: 2, Mark: mark, Text: txt(s)} }
func boxHead(s string) doc.Block       { return &doc.Heading{Level: 3, Mark: "□", Text: txt(s)} }

func note(s string) doc.Block { return &doc.Paragraph{Role: doc.Note, Text: txt(s)} }

func col(width int, align doc.Align, open ...bool) doc.Column {
	return doc.Column{Width: width, Align: align, Open: len(open) > 0}
}

// seedSheet imitates the sample sheet in full, with invented officers.
func seedSheet() *doc.Chapter {
	return &doc.Chapter{
		Kind: doc.Sheet, ID: "social-economy-centers",
		Title:   "자치구 사회적경제 통합지원체계 구축",
		Running: [2]string{"서울특별시 2024년도 세출예산 사업별 설명서", "노동공정상생정책관 · 공정경제담당관 · 자치구 사회적경제 통합지원체계 구축"},
		Foot:    "의회 제출본 · 안 · 3f9c-7a21",
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: txt("자치구 사회적경제 통합지원체계 구축")},
			section("1", "기본 현황"),
			boxHead("사업개요"), overviewTable(),
			boxHead("사업 담당자"), officersTable(),
			note("※ 실·국 및 부서명은 예산서 기준으로 작성되어 현재 부서와 다를 수 있습니다."),
			section("2", "예산 설명"),
			boxHead("예산 총괄"), budgetTable(),
			boxHead("산출근거"), basisTable(),
			section("3", "사업설명"),
			boxHead("사업목적"),
			list(item("○", "지역단위 단계별·유형별 통합지원체계 구축을 통한 사회적경제기업 규모화 및 사회적경제의 자생력 제고")),
			boxHead("사업근거"),
			list(
				item("○", "법령상 근거", item("-", "서울특별시 사회적경제 기본조례 제8조(사회적경제 기본계획)")),
				item("○", "기타 근거(방침, 지침 등)",
					item("-", "자치구 지원사업 재설계를 통한 「자치구 사회적경제 통합지원체계 구축지원 종합계획」(사회적경제과-6102, ’15.5.19)"),
					item("-", "자치구 사회적경제 통합지원센터 지원 연장계획(사회적경제담당관-100, ’17.1.3)"),
					item("-", "자치구 사회적경제 통합지원센터 지원 연장계획(사회적경제담당관-10692, ’18.9.3)"))),
			boxHead("사업내용"), contentList(),
			boxHead("추진경위"), historyList(),
			boxHead("2024년도 추진일정"), scheduleTable(),
			section("4", "사업 효과"),
			boxHead("최근 3년 추진실적"), performanceTable(),
			boxHead("향후 기대효과"),
			list(item("○", "민·관 거버넌스를 통한 자치구 지원역량 강화를 통해 사회적경제 지역 자생력 강화")),
			section("5", "최근 3년 결산 현황"), settlementTable(),
		},
	}
}

func overviewTable() doc.Block {
	label := func(s string) doc.Cell { return rowHead(cellOf(doc.Text{S: s})) }
	wide := func(c doc.Cell) doc.Cell { return left(spanning(c, 5, 1)) }
	gap := doc.Text{S: "  "}
	cost := rowHead(cellOf(doc.Text{S: "사업비"}, doc.Break{}, doc.Text{S: "(당해년도)"}))
	total := numUnit(566600)
	total.Bold = true
	nothing := numUnit(0)
	nothing.Words.Zero, nothing.Suffix = "-", ""
	return &doc.Table{
		ID: "overview", Caption: "사업개요",
		Columns: []doc.Column{col(265, doc.Center), col(350, doc.Center), col(240, doc.Left), col(280, doc.Right, true), col(240, doc.Left), col(280, doc.Right, true)},
		Body: []doc.Row{
			{Cells: []doc.Cell{label("회 계"), wide(cellOf(doc.Text{S: "일반회계"}))}},
			{Cells: []doc.Cell{label("사업기간"), wide(cellOf(doc.Check{Label: "연례반복", On: true}, gap, doc.Check{Label: "기간"}, gap, doc.Check{Label: "신규"}, gap, doc.Check{Label: "종료"}))}},
			{Cells: []doc.Cell{label("사업내용"), wide(bullet(0, "○", "지역역량 강화를 위한 지역단위 사회적경제 생태계 사업 추진"))}},
			{Cells: []doc.Cell{spanning(cost, 1, 2), spanning(cellOf(total), 1, 2), label("(국비)"), cellOf(nothing), label("(시비)"), cellOf(numUnit(566600))}},
			{Cells: []doc.Cell{label("기타(예산 외) (구비)"), cellOf(nothing), label("(기타)"), cellOf(nothing)}},
		},
	}
}

func officersTable() doc.Block {
	officer := func(name, phone string) doc.Cell { return cellOf(doc.Text{S: name}, doc.Break{}, doc.Text{S: phone}) }
	return &doc.Table{
		ID: "officers", Caption: "사업 담당자",
		Columns: []doc.Column{col(400, doc.Center), col(360, doc.Center), col(300, doc.Center), col(300, doc.Center), col(300, doc.Center)},
		Head:    []doc.Row{{Cells: []doc.Cell{colHead("실·국", 1, 1), colHead("부서명", 1, 1), colHead("과 장", 1, 1), colHead("팀장", 1, 1), colHead("주무관", 1, 1)}}},
		Body: []doc.Row{{Cells: []doc.Cell{
			cellOf(doc.Text{S: "노동공정상생정책관"}), cellOf(doc.Text{S: "공정경제담당관"}),
			officer("홍길동", "02-000-0001"), officer("성춘향", "02-000-0002"), officer("임꺽정", "02-000-0003"),
		}}},
	}
}

func budgetTable() doc.Block {
	row := func(kind doc.RowKind, name string, a, b, c, rate int64) doc.Row {
		return doc.Row{Kind: kind, Cells: []doc.Cell{rowHead(cellOf(doc.Text{S: name})), cellOf(numPart(a)), cellOf(numPart(b)), cellOf(numPart(c)), cellOf(ratePart(rate))}}
	}
	return &doc.Table{
		ID: "budget", Caption: "예산 총괄", Unit: "(단위 : 천원, %)",
		Columns: []doc.Column{col(480, doc.Left), col(320, doc.Right), col(320, doc.Right), col(320, doc.Right), col(240, doc.Right)},
		Head: []doc.Row{
			{Cells: []doc.Cell{colHead("구 분", 1, 2), colHead("2023예산액\n(A)", 1, 2), colHead("2024예산액\n(B)", 1, 2), colHead("증감", 2, 1)}},
			{Cells: []doc.Cell{colHead("(B-A)", 1, 1), colHead("(B-A)*100/A", 1, 1)}},
		},
		Body: []doc.Row{
			row(doc.TotalRow, "계", 651000, 566600, -84400, -13),
			row(doc.Plain, "사무관리비", 4000, 3600, -400, -10),
			row(doc.Plain, "자치단체경상보조금", 647000, 563000, -84000, -13),
		},
	}
}

func basisTable() *doc.Table {
	t := &doc.Table{
		ID: "basis", Caption: "산출근거",
		Columns: []doc.Column{col(320, doc.Left), col(740, doc.Left), col(330, doc.Right, true), col(60, doc.Center, true), col(240, doc.Right, true)},
		Head:    []doc.Row{{Cells: []doc.Cell{colHead("과목구분", 1, 1), colHead("2024년 예산내역", 4, 1)}}},
	}
	line := func(kind doc.RowKind, label doc.Cell, formula string, n int64) doc.Row {
		f := doc.Cell{}
		if formula != "" {
			f = cellOf(doc.Text{S: formula})
		}
		return doc.Row{Kind: kind, Cells: []doc.Cell{label, f, cellOf(doc.Text{S: "="}), cellOf(numUnit(n))}}
	}
	add := func(name string, rows ...doc.Row) {
		head := spanning(rowHead(cellOf(doc.Text{S: name})), 1, len(rows))
		rows[0].Cells = append([]doc.Cell{head}, rows[0].Cells...)
		t.Body = append(t.Body, rows...)
	}
	add("사무관리비", line(doc.Plain, bullet(0, "○", "공모심사 위원 수당 및 심사자료 제작 등"), "3,600,000원", 3600))
	add("자치단체경상보조금",
		line(doc.GroupRow, bullet(0, "○", "자치구 사회적경제 통합지원센터 운영"), "", 563000),
		line(doc.Plain, bullet(1, "-", "8년차 2개소(동작, 용산)"), "59,500,000원*2개소", 119000),
		line(doc.Plain, bullet(1, "-", "8년차(직영) 1개소(강서)"), "50,000,000원*1개소", 50000),
		line(doc.Plain, bullet(1, "-", "8년차 2개소(서초,종로)"), "63,000,000원*2개소", 126000),
		line(doc.Plain, bullet(1, "-", "7년차 1개소(중구)"), "70,000,000원*1개소", 70000),
		line(doc.Plain, bullet(1, "-", "6년차 1개소(강남)"), "98,000,000원*1개소", 98000),
		line(doc.Plain, bullet(1, "-", "5년차(직영) 1개소(서대문)"), "50,000,000원*1개소", 50000),
		line(doc.Plain, bullet(1, "-", "4년차(직영) 1개소(중랑)"), "50,000,000원*1개소", 50000))
	return t
}

func contentList() doc.Block {
	return list(
		item("○", "사업기간 : 2024. 1. ~ 2024. 12."),
		item("○", "지원대상 : 9개 자치구(지원종료 16개 자치구 제외)",
			item("-", "8년차(동작, 용산, 강서, 서초, 종로), 7년차(중구), 6년차(강남), 5년차(서대문), 4년차(중랑)"),
			item("-", "16개 자치구 9년 지원종료 : 2021.6월 4개구(관악, 금천, 성북, 은평), ’21.10월 4개구(강북, 구로, 노원, 성동), 2022.5월 2개구(강동, 마포), 2022.12월 1개구(도봉), 2023.9월 3개구(광진, 양천, 영등포), 2023.12월 2개구(동대문, 송파)")),
		item("○", "주요 사업내용",
			item("-", "추진방법 : 1년 단위 연장심사를 통해 지원대상 및 금액 선정"),
			item("-", "지원범위 : 최대 9년(매년 추진성과 평가 후 연장 지원), 사업연차별 최소 30백만원 ~ 최대 140백만원 지원"),
			item("-", "사업내용 : 사회적경제계획 등 전략수립, 사회적경제 공공구매·상호거래 지원, 사회적경제 주체 조직화 및 네트워크 구축, 사회적경제 조직 활성화 등"),
			item("-", "자치구 사회적경제지원센터 역할",
				item("·", "지역단위 사회적경제 활성화 및 전략사업 추진"),
				item("·", "민관 거버넌스를 통한 사회적경제기업 규모화 및 자생력 제고"))))
}

func historyList() doc.Block {
	step := func(s string, lines ...string) doc.Item {
		it := item("○", s)
		for _, l := range lines {
			it.Children = append(it.Children, item("-", l))
		}
		return it
	}
	return list(
		step("2012년 지역생태계사업단 사업비 지원 : 9개 자치구", "1차 선정(2012.06) : 성북, 금천, 은평, 관악, 도봉", "2차 선정(2012.10) : 구로, 성동, 강북, 노원"),
		step("2013년 3차 지역생태계사업단 사업비 지원 : 4개 자치구", "3차 선정(2013.03) : 동대문, 서대문, 강동, 마포"),
		step("2014년 4차 지역생태계사업단 사업비 지원 : 5개 자치구", "4차 선정(2014.09) : 동대문, 광진, 동작, 양천, 영등포"),
		step("2015년 자치구 사회적경제 통합지원센터 구축지원", "1차 선정(2015.06) : 성북, 은평, 관악, 금천", "2차 선정(2015.09) : 구로, 성동, 강북, 노원"),
		step("2016년 지역생태계사업단 및 자치구 사회적경제 통합지원센터 구축 지원", "5차 지역생태계사업단 선정(2016.05) : 용산", "3차 통합지원센터 선정(2016.05) : 강동, 마포"),
		step("2017년 지역생태계사업단 선정 및 자치구 사회적경제 통합지원센터 구축 지원", "6차 지역생태계사업단 선정(2017.01) : 강서, 종로, 서초, 동대문(재신청)", "4차 통합지원센터 선정(2017.01) : 도봉", "5차 통합지원센터 선정(2017.10) : 광진, 동작, 양천, 영등포"),
		step("2020년 주민기술학교 사업 추가 선정", "2단계 : 영등포", "1단계 : 강남, 강북, 강서, 구로, 금천, 노원, 동작, 송파, 서초, 용산, 양천, 종로(’20.08.)"),
		step("2021년 주민기술학교 사업 지원", "3단계 : 강동, 마포, 서대문, 영등포, 2단계 : 금천, 광진, 노원, 도봉, 동작, 은평, 양천(’21.4.)"),
		step("2022년 자치구 사회적경제 통합지원사업 사업비 지원 : 17개 구", "9년차(도봉, 강동, 마포), 8년차(동대문, 광진, 양천, 영등포, 송파), 6년차(동작, 용산, 강서, 종로, 서초), 5년차(중구), 4년차(강남), 3년차(서대문), 2년차(중랑)"),
		step("2023년 자치구 사회적경제 통합지원사업 사업비 지원 : 14개 구", "9년차(동대문, 광진, 양천, 영등포, 송파), 7년차(동작, 용산, 강서, 종로, 서초), 6년차(중구), 5년차(강남), 4년차(서대문), 3년차(중랑)"))
}

func scheduleTable() doc.Block {
	row := func(kind doc.RowKind, name, period string, n int64, detail string) doc.Row {
		blank := func(s string) doc.Cell {
			if s == "" {
				return doc.Cell{}
			}
			return cellOf(doc.Text{S: s})
		}
		return doc.Row{Kind: kind, Cells: []doc.Cell{rowHead(cellOf(doc.Text{S: name})), blank(period), cellOf(num(n)), blank(detail)}}
	}
	return &doc.Table{
		ID: "schedule", Caption: "2024년도 추진일정", Unit: "(단위 : 천원)",
		Columns: []doc.Column{col(410, doc.Left), col(380, doc.Center), col(260, doc.Right), col(640, doc.Left)},
		Head:    []doc.Row{{Cells: []doc.Cell{colHead("사업추진절차", 1, 1), colHead("추진기간", 1, 1), colHead("예산집행금액", 1, 1), colHead("추진세부내용", 1, 1)}}},
		Body: []doc.Row{
			row(doc.TotalRow, "계", "", 566600, ""),
			row(doc.Plain, "기본계획 수립", "2024.01~2024.02", 3600, "공모·심사방법 등 기본계획 수립"),
			row(doc.Plain, "통합지원센터 연장심사 선정", "2024.01~2024.12", 563000, "연장심사·선정 및 지원(8년차 5개소, 7년차 1개소, 6년차 1개소, 5년차 1개소, 4년차 1개소)"),
		},
	}
}

func performanceTable() doc.Block {
	row := func(year string, items ...doc.Item) doc.Row {
		return doc.Row{Cells: []doc.Cell{rowHead(cellOf(doc.Text{S: year})), {Blocks: []doc.Block{list(items...)}}}}
	}
	return &doc.Table{
		ID: "performance", Caption: "최근 3년 추진실적",
		Columns: []doc.Column{col(240, doc.Center), col(1450, doc.Left)},
		Body: []doc.Row{
			row("2021년도",
				item("○", "자치구 사회적경제 생태계사업단 연장 및 신규선정 3개 자치구(중랑, 서대문, 강남)"),
				item("○", "자치구 사회적경제 통합지원센터 신규 선정 1개 자치구(중구)"),
				item("○", "자치구 사회적경제 통합지원센터 2년차 연장 3개 자치구(강서, 종로, 서초)"),
				item("○", "자치구 사회적경제 통합지원센터 3년차 연장 2개 자치구(동작, 용산)"),
				item("○", "자치구 사회적경제 통합지원센터 4년차 연장 5개 자치구(광진, 양천, 영등포, 동대문, 송파)"),
				item("○", "자치구 사회적경제 통합지원센터 지원 종료 8개 자치구(강북, 구로, 금천, 관악, 노원, 성동, 성북, 은평)"),
				item("○", "주민기술학교 사업 11개 자치구 선정(2021.04)",
					item("-", "3단계 : 강동, 마포, 서대문, 영등포 / 2단계 : 금천, 광진, 노원, 도봉, 동작, 은평, 양천"))),
			row("2022년도",
				item("○", "자치구 사회적경제 통합지원사업 사업비 교부 : 17개 자치구",
					item("-", "강동, 마포, 도봉, 동대문, 서대문, 광진, 동작, 영등포, 양천, 용산, 강서, 종로, 송파, 서초, 강남, 중랑, 중구"),
					item("-", "’22년 3개구(강동, 마포, 도봉) 사업지원 종료")),
				item("○", "주민기술학교 사업 6개 자치구 선정 및 지원", item("-", "광진, 노원, 도봉, 동작, 은평, 양천(3단계)"))),
			row("2023년도",
				item("○", "자치구 사회적경제 통합지원사업 사업비 교부 : 14개 자치구",
					item("-", "동대문, 서대문, 광진, 동작, 영등포, 양천, 용산, 강서, 종로, 송파, 서초, 강남, 중랑, 중구"),
					item("-", "’23년 5개구(광진, 양천, 영등포, 동대문, 송파) 사업지원 종료"))),
		},
	}
}

func settlementTable() doc.Block {
	t := &doc.Table{
		ID: "settlement", Caption: "최근 3년 결산 현황", Unit: "(단위 : 천원)",
		Columns: []doc.Column{col(130, doc.Center), col(220, doc.Right), col(220, doc.Right), col(220, doc.Right), col(220, doc.Right), col(220, doc.Right), col(220, doc.Right), col(220, doc.Right)},
		Head: []doc.Row{{Cells: []doc.Cell{colHead("연도", 1, 1), colHead("최종예산", 1, 1), colHead("전년이월", 1, 1), colHead("예산변경", 1, 1),
			colHead("예산현액", 1, 1), colHead("집행액", 1, 1), colHead("차년이월", 1, 1), colHead("집행잔액", 1, 1)}}},
	}
	for _, y := range []struct {
		year string
		n    [7]int64
	}{
		{"2020", [7]int64{4680000, 0, 39600, 4719600, 4208814, 0, 510786}},
		{"2021", [7]int64{2952000, 0, 0, 2952000, 2929584, 0, 22416}},
		{"2022", [7]int64{1722219, 0, 0, 1722219, 1716050, 0, 6169}},
	} {
		r := doc.Row{Cells: []doc.Cell{rowHead(cellOf(doc.Text{S: y.year}))}}
		for _, n := range y.n {
			r.Cells = append(r.Cells, cellOf(numPart(n)))
		}
		t.Body = append(t.Body, r)
	}
	return t
}

// smallSheet is a sheet with one section.
func smallSheet(id, title string, total int64) *doc.Chapter {
	return &doc.Chapter{
		Kind: doc.Sheet, ID: id, Title: title,
		Running: [2]string{"서울특별시 2024년도 세출예산 사업별 설명서", "노동공정상생정책관 · 공정경제담당관 · " + title},
		Foot:    "의회 제출본 · 안 · 3f9c-7a21",
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: txt(title)},
			section("1", "기본 현황"),
			boxHead("사업개요"),
			&doc.Paragraph{Text: []doc.Inline{doc.Text{S: "사업비는 모두 "}, numUnit(total), doc.Text{S: "이다."}}},
		},
	}
}

// sampleBook is a book of three sheets with all front matter.
func sampleBook() *doc.Book {
	sheets := []*doc.Chapter{
		seedSheet(),
		smallSheet("fair-trade", "공정거래 문화 확산", 120000),
		smallSheet("night-school", "취약계층 노동자 권익보호를 위한 자치구 노동자종합지원센터 운영 및 이동노동자 쉼터 조성 지원", 3456000),
	}
	entry := func(level int, s, sheet string, n int64) doc.Entry {
		return doc.Entry{Level: level, Head: sheet == "", Text: s, Target: sheet, Total: numUnit(n)}
	}
	running := func(title string) [2]string {
		return [2]string{"2024년도 세출예산안 사업별 설명서", title}
	}
	role := func(r doc.Role, s string) doc.Block { return &doc.Paragraph{Role: r, Text: txt(s)} }
	return &doc.Book{
		Title: "2024년도 세출예산안 사업별 설명서", Author: "서울특별시", Language: "ko-KR", Date: "2023-11-01", ID: "3f9c7a21d0c4",
		Chapters: append([]*doc.Chapter{{Kind: doc.Cover, ID: "book.cover", Title: "표지", Blocks: []doc.Block{
			role(doc.Gap, ""), role(doc.Lead, "2024년도 세출예산안 사업별 설명서"), role(doc.Imprint, "본예산 · 안 · 의회 제출본"),
			role(doc.Gap, ""), role(doc.Imprint, "2023. 11. 1."), role(doc.Imprint, "서울특별시"),
		}}, {Kind: doc.Guide, ID: "book.guide", Title: "일러두기", Running: running("일러두기"), Foot: sheets[0].Foot, Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: txt("일러두기")},
			list(
				item("○", "이 책자의 금액 단위는 천원이며, 산출근거의 단가는 원으로 적었습니다."),
				item("○", "산출 항목은 한 줄마다 천원 단위로 올림하여 계산하고, 합계는 적힌 금액을 더한 값입니다."),
				item("○", "△는 줄어든 금액을, (x…)는 국비를, -는 해당 없음을 뜻합니다.")),
		}}, {Kind: doc.Contents, ID: "book.contents", Title: "차례", Running: running("차례"), Foot: sheets[0].Foot, Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: txt("차례")}, &doc.Directory{Entries: []doc.Entry{
				{Level: 1, Head: true, Text: "노동공정상생정책관"},
				entry(2, "공정경제담당관", "", 686600),
				entry(3, sheets[0].Title, sheets[0].ID, 566600),
				entry(3, sheets[1].Title, sheets[1].ID, 120000),
				entry(2, "노동정책담당관", "", 3456000),
				entry(3, sheets[2].Title, sheets[2].ID, 3456000),
			}}}}}, sheets...),
	}
}
