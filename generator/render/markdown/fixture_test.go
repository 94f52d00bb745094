package markdown

import (
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// text is literal text; "\n" in it is a break.
func text(s string) []doc.Inline {
	var out []doc.Inline
	for i, l := range splitLines(s) {
		if i > 0 {
			out = append(out, doc.Break{})
		}
		out = append(out, doc.Text{S: l})
	}
	return out
}

func splitLines(s string) (out []string) {
	from := 0
	for i := range len(s) {
		if s[i] == '\n' {
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

func cell(in ...doc.Inline) doc.Cell {
	return doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Text: in}}}
}

func words(s string) doc.Cell { return cell(text(s)...) }

func span(c doc.Cell, columns, rows int) doc.Cell {
	c.ColSpan, c.RowSpan = int32(columns), int32(rows)
	return c
}

// won is an amount that prints in 천원.
func won(w money.Won) *doc.Num {
	return &doc.Num{
		Figure: &figure.Figure{Name: figure.Nameless, Won: w, Expr: figure.Input{Written: w}},
		Unit:   money.Thousand,
		Words:  doc.Words{Zero: "0", New: "순증", None: "-"},
	}
}

// withPart is the same behind (x-).
func withPart(n *doc.Num) *doc.Num {
	n.Part = &doc.Part{Figure: &figure.Figure{Name: figure.Nameless, Expr: figure.Input{}}, Open: "(x", Nil: "-", Close: ")"}
	return n
}

func suffixed(w money.Won) *doc.Num {
	n := won(w)
	n.Suffix = "천원"
	return n
}

func rate(steps int64) *doc.Num {
	n := won(0)
	n.Figure = &figure.Figure{Name: figure.Nameless, Expr: figure.Ratio{}, Rate: money.Rate{Steps: steps}}
	return n
}

func columns(aligns string) (out []doc.Column) {
	for _, a := range aligns {
		switch a {
		case 'l':
			out = append(out, doc.Column{Align: doc.Left})
		case 'c':
			out = append(out, doc.Column{Align: doc.Center})
		case 'r':
			out = append(out, doc.Column{Align: doc.Right})
		}
	}
	return out
}

func row(cells ...doc.Cell) doc.Row { return doc.Row{Cells: cells} }

func h2(mark, s string) doc.Block { return &doc.Heading{Level: 2, Mark: mark, Text: text(s)} }
func h3(s string) doc.Block       { return &doc.Heading{Level: 3, Mark: "□", Text: text(s)} }

func item(mark, s string, children ...doc.Item) doc.Item {
	return doc.Item{Mark: mark, Text: text(s), Children: children}
}

func list(items ...doc.Item) *doc.List { return &doc.List{Items: items} }

// sample is a sheet in the shape of the seed, with what Markdown could take for markup.
func sample() *doc.Chapter {
	return &doc.Chapter{
		Kind: doc.Sheet, ID: "social-economy-centers", Title: "자치구 사회적경제 통합지원체계 구축",
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: text("자치구 사회적경제 통합지원체계 구축")},

			h2("1", "기본 현황"),
			h3("사업개요"),
			&doc.Table{
				ID: "overview", Columns: columns("clclr"),
				Body: []doc.Row{
					row(words("회 계"), span(words("일반회계"), 4, 1)),
					row(words("사업기간"), span(cell(doc.Check{Label: "연례반복", On: true}, doc.Text{S: "  "}, doc.Check{Label: "계속"}), 4, 1)),
					row(words("사업내용"), span(doc.Cell{Blocks: []doc.Block{list(item("○", "지역역량 강화를 위한 생태계 사업 추진"))}}, 4, 1)),
					row(span(words("사업비\n(당해년도)"), 1, 2), span(cell(&doc.Num{Figure: won(566_600_000).Figure, Unit: money.Thousand, Suffix: "천원", Bold: true}), 1, 2),
						words("(국비)"), words("(시비)"), cell(suffixed(566_600_000))),
					row(words("기타 (예산 외) (구비)"), words("(기타)"), doc.Cell{}),
				},
			},
			h3("사업 담당자"),
			&doc.Table{
				ID: "officers", Columns: columns("ccc"),
				Head: []doc.Row{row(words("부서명"), words("과 장"), words("주무관"))},
				Body: []doc.Row{row(words("공정경제담당관"), words("홍길동\n02-000-0001"), words("성춘향\n02-000-0002\n이몽룡\n02-000-0003"))},
			},
			&doc.Paragraph{Role: doc.Note, Text: text("※ 부서명은 예산서 기준으로 작성되어 현재부서와 다를 수 있습니다.")},

			h2("2", "예산 설명"),
			h3("예산 총괄"),
			&doc.Table{
				ID: "budget", Unit: "(단위 : 천원, %)", Columns: columns("lrrrr"),
				Head: []doc.Row{
					row(span(words("구 분"), 1, 2), span(words("2023예산액\n(A)"), 1, 2), span(words("2024예산액\n(B)"), 1, 2), span(words("증감"), 2, 1)),
					row(words("(B-A)"), words("(B-A)*100/A")),
				},
				Body: []doc.Row{
					row(words("계"), cell(withPart(won(651_000_000))), cell(withPart(won(566_600_000))), cell(withPart(won(-84_400_000))), cell(withPart(rate(-13)))),
					row(words("사무관리비"), cell(won(4_000_000)), cell(won(3_600_000)), cell(won(-400_000)), cell(rate(-10))),
					row(words("새 과목|표시"), cell(&doc.Num{}), cell(won(0)), doc.Cell{}, cell(&doc.Num{
						Figure: &figure.Figure{Name: figure.Nameless, Expr: figure.Ratio{}, Rate: money.Rate{New: true}}, Words: doc.Words{New: "순증"}})),
				},
			},
			h3("산출근거"),
			&doc.Table{
				ID: "basis", Columns: []doc.Column{
					{Head: "과목"}, {Head: "2024년 예산내역"}, {Head: "2024년 예산내역"},
					{Head: "2024년 예산내역", Align: doc.Center}, {Head: "2024년 예산내역", Align: doc.Right},
				},
				Head: []doc.Row{row(words("과목 구분"), span(words("2024년 예산내역"), 4, 1))},
				Body: []doc.Row{
					row(words("사무관리비"), words("○ 공모심사 위원 수당"), words("3,600,000원"), words("="), cell(suffixed(3_600_000))),
					row(span(words("자치단체경상보조금"), 1, 3), words("○ 통합지원센터 운영"), doc.Cell{}, words("="), cell(suffixed(563_000_000))),
					row(doc.Cell{Blocks: []doc.Block{&doc.List{Indent: 1, Items: []doc.Item{item("-", "8년차 2개소(동작, 용산)")}}}}, words("59,500,000원*2개소"), words("="), cell(suffixed(119_000_000))),
					row(words("- 위원 수당"), words("740천원*7명*6/12월"), words("="), cell(suffixed(2_590_000))),
				},
			},

			h2("3", "사업설명"),
			h3("사업목적"),
			list(item("-", "지역단위 단계별 · 유형별 통합지원체계 구축")),
			h3("사업근거"),
			list(item("○", "법령상 근거", item("-", "서울특별시 사회적경제 기본조례 제8조[별표](기본계획)"))),
			list(item("○", "기타 근거(방침, 지침 등)", item("-", "연장계획(사회적경제담당관-100, ’17.1.3)", item("·", "세부 지침 1. 가. 참조")))),
			h3("사업내용"),
			list(
				item("○", "사업기간 : 2024.1~12."),
				item("○", "지원금액 : 최소30백만원~최대 140백만원, 2024.1~12."),
				item("", "지원대상은 아래와 같다."),
				item("○", "2024. 1. 5. 회의", item("-", "2024. 1. 5. 회의"), item("", "이어지는 글", item("-", "* 별표 1)"))),
				doc.Item{Mark: "-", Text: []doc.Inline{doc.Text{S: "사업내용 "}, doc.Text{S: "강조(주)", Bold: true}, doc.Text{S: "는 a_b, R&D, <별표>, <b>, &amp;, 5 < 6, "}, doc.Text{S: "50% 이상", Bold: true}}},
			),
			h3("2024년도 추진일정"),
			&doc.Table{
				ID: "schedule", Unit: "(단위 : 천원)", Columns: columns("lcrl"),
				Head: []doc.Row{row(words("사업추진절차"), words("추진기간"), words("예산집행금액"), words("추진세부내용"))},
				Body: []doc.Row{
					row(words("계"), doc.Cell{}, cell(won(566_600_000)), doc.Cell{}),
					row(words("기본계획 수립"), words("2024.01~2024.02"), cell(won(3_600_000)), words("공모·심사방법 등 기본계획 수립")),
				},
			},

			h2("4", "사업 효과"),
			h3("최근 3년 추진실적"),
			&doc.Table{
				ID: "performance", Columns: columns("cl"),
				Body: []doc.Row{
					row(words("2022년도"), doc.Cell{Blocks: []doc.Block{list(
						item("○", "사업비 교부 : 17개 자치구", item("-", "강동,마포, 도봉"), item("-", "'22년 3개구(강동~도봉) 사업지원 종료 ~ 완료")),
						item("○", "주민기술학교 6개 자치구 선정"),
					)}}),
					row(words("2023년도"), doc.Cell{}),
				},
			},
			h3("향후 기대효과"),
			&doc.Paragraph{Text: text("민·관 거버넌스 강화\n- 자생력 강화\n===")},

			h2("5", "최근 3년 결산 현황"),
			&doc.Table{
				ID: "settlement", Unit: "(단위 : 천원)", Columns: columns("crr"),
				Head: []doc.Row{row(words("연도"), words("최종예산"), words("집행잔액"))},
				Body: []doc.Row{row(words("2022"), cell(withPart(won(1_722_219_000))), cell(withPart(won(6_169_000))))},
			},
			&doc.Chart{
				Caption: "최근 3년 결산 * 집행률 *", Unit: "(단위 : 천원)", Alt: "막대그래프", Head: "연도", Series: []string{"예산현액", "집행액"}, Rate: "집행률",
				Bars: []doc.Bars{
					{Label: doc.Text{S: "2022|년"}, Nums: []*doc.Num{won(1_722_219_000), won(1_716_050_000)}, Rate: rate(100)},
					{Label: doc.Text{S: "2023년"}, Nums: []*doc.Num{won(1_000), {}}, Rate: &doc.Num{}},
				},
			},
		},
	}
}

func sampleBook() *doc.Book {
	second := &doc.Chapter{Kind: doc.Sheet, ID: "second", Title: "둘째 [시범] 사업", Blocks: []doc.Block{
		&doc.Heading{Level: 1, Text: text("둘째 [시범] 사업")}, h2("1", "기본 현황"), &doc.Paragraph{Text: text("1) 내용")},
	}}
	return &doc.Book{
		Title: "2024년도 세출예산안 사업별 설명서",
		Info:  []doc.Field{{Label: "기관", Value: "서울특별시"}, {Label: "회계연도", Value: "2024"}},
		Chapters: []*doc.Chapter{
			{Kind: doc.Cover, ID: "cover", Blocks: []doc.Block{&doc.Paragraph{Role: doc.Lead, Text: text("2024년도 세출예산안 사업별 설명서")}}},
			{Kind: doc.Guide, ID: "guide", Blocks: []doc.Block{&doc.Heading{Level: 1, Text: text("일러두기")}, list(item("○", "금액은 천원으로 적는다"))}},
			{Kind: doc.Contents, ID: "contents", Blocks: []doc.Block{&doc.Heading{Level: 1, Text: text("차례")}, &doc.Directory{Entries: []doc.Entry{
				{Level: 1, Head: true, Text: "노동공정상생정책관"},
				{Level: 2, Head: true, Text: "공정경제담당관", Total: suffixed(566_600_000)},
				{Level: 3, Text: "자치구 사회적경제 통합지원체계 구축", Target: "social-economy-centers", Total: suffixed(566_600_000)},
				{Level: 2, Head: true, Text: "1. 다른 부서"},
				{Level: 3, Text: "둘째 [시범] 사업", Target: "second"},
			}}}},
			sample(), second,
			{Kind: doc.Index, ID: "index", Blocks: []doc.Block{&doc.Heading{Level: 1, Text: text("색인")}, &doc.Directory{Entries: []doc.Entry{
				{Level: 1, Head: true, Text: "ㄷ"},
				{Level: 2, Text: "둘째 [시범] 사업", Target: "second", Note: "1. 다른 부서"},
			}}}},
		},
	}
}
