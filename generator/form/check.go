package form

import (
	"fmt"
	"slices"
	"strings"

	"budgetbook/generator/diag"
)

// columnsOf lists the columns that a kind of table can fill. Kinds that are not here
// take any (officers: a column for each role) or none (prose).
var columnsOf = map[string][]string{
	"overview":    {"label", "cost", "source1", "amount1", "source2", "amount2"},
	"budget":      {"label", "base", "current", "change", "rate"},
	"basis":       {"line", "label", "formula", "equals", "amount"},
	"schedule":    {"step", "period", "amount", "detail"},
	"performance": {"year", "text"},
	"plan":        {"label", "total", "invested", "prior", "initial", "supplement", "current", "change", "future", "note"},
	"continuing":  {"year", "amount"},
	"carryover":   {"amount", "reason"},
	"settlement":  {"year", "final", "carried_in", "changed", "available", "spent", "carried_out", "unspent"},
}

// fixedColumns are kinds whose rows have spans: their columns cannot be left out or moved.
var fixedColumns = []string{"overview", "basis", "performance", "continuing", "carryover"}

// NarrativeFields are the texts that prose blocks can print.
var NarrativeFields = []string{"purpose", "legal_basis", "other_basis", "content", "main_content", "history", "effect", "change_reason"}

// check finds what an office's own form asks for and no block can fill.
func (s *Sheet) check(at diag.Span) (ds []diag.Diagnostic) {
	wrong := func(hint, format string, args ...any) {
		ds = append(ds, diag.Diagnostic{Code: "E009", Span: at, Message: "서식: " + fmt.Sprintf(format, args...), Hints: []string{hint}})
	}
	if len(s.Marks) < 2 {
		wrong(`marks = ["○", "-", "·"]`, "글머리표가 둘은 있어야 합니다")
	}
	for _, section := range s.Sections {
		for _, b := range section.Blocks {
			name := section.Number + " " + b.Title
			known, limited := columnsOf[b.Kind]
			var ids []string
			for _, c := range b.Columns {
				if limited && !slices.Contains(known, c.ID) {
					wrong("쓸 수 있는 칸: "+strings.Join(known, ", "), "%s에 모르는 칸이 있습니다: %s", name, c.ID)
				}
				if slices.Contains(ids, c.ID) {
					wrong("하나를 지우십시오", "%s에 같은 칸이 두 번 있습니다: %s", name, c.ID)
				}
				ids = append(ids, c.ID)
			}
			if b.Kind != "prose" && len(b.Columns) == 0 {
				wrong("columns를 적으십시오", "%s에 칸이 없습니다", name)
			}
			if slices.Contains(fixedColumns, b.Kind) && !slices.Equal(ids, known) {
				wrong("칸을 이 차례로 적으십시오: "+strings.Join(known, ", "), "%s의 칸이 모자라거나 차례가 다릅니다", name)
			}
			if (b.Kind == "performance" || b.Kind == "settlement") && len(b.Years) == 0 {
				wrong("years = [-3, -2, -1]", "%s에 연도가 없습니다", name)
			}
			for _, p := range b.Parts {
				if !slices.Contains(NarrativeFields, p.Field) {
					wrong("쓸 수 있는 글: "+strings.Join(NarrativeFields, ", "), "%s에 모르는 글이 있습니다: %s", name, p.Field)
				}
			}
		}
	}
	return ds
}

// nested are the properties that hold another: 분야 holds 부문.
var nested = map[string]string{"부서": "실·국", "부문": "분야", "단위사업": "정책사업", "통계목": "편성목"}

// Properties are what a table of sums can be cut by.
var Properties = []string{"회계", "재원", "실·국", "부서", "분야", "부문", "정책사업", "단위사업", "편성목", "통계목"}

// settledColumns are the columns of 결산 of the whole book.
var settledColumns = []string{"year", "projects", "available", "spent", "carried_out", "unspent", "rate"}

// check finds tables of sums that nothing fills.
func (b *Book) check(at diag.Span) (ds []diag.Diagnostic) {
	wrong := func(hint, format string, args ...any) {
		ds = append(ds, diag.Diagnostic{Code: "E009", Span: at, Message: "서식: " + fmt.Sprintf(format, args...), Hints: []string{hint}})
	}
	sheets := 0
	for _, c := range b.Chapters {
		if c.Kind == "sheets" {
			sheets++
		}
		for _, t := range c.Tables {
			for _, by := range t.By {
				if !slices.Contains(Properties, by) {
					wrong("묶을 수 있는 것: "+strings.Join(Properties, ", "), "%s에 모르는 묶음이 있습니다: %s", t.Title, by)
				}
			}
			if len(t.By) == 0 || len(t.By) > 2 || len(t.By) == 2 && nested[t.By[1]] != t.By[0] {
				wrong(`by = ["회계"], 또는 큰 것과 그 안의 것: by = ["분야", "부문"]`, "%s의 by가 맞지 않습니다: %s", t.Title, strings.Join(t.By, ", "))
			}
		}
	}
	for _, c := range b.Chapters {
		if c.Settled == nil {
			continue
		}
		var given []string
		for _, col := range c.Settled.Columns {
			given = append(given, col.ID)
			if !slices.Contains(settledColumns, col.ID) {
				wrong("쓸 수 있는 칸: "+strings.Join(settledColumns, ", "), "%s에 모르는 칸이 있습니다: %s", c.Settled.Title, col.ID)
			}
		}
		for _, id := range []string{"year", "available", "spent", "rate"} { // what the chart shows
			if !slices.Contains(given, id) {
				wrong("그 칸을 columns에 더하십시오", "%s에 그림이 쓰는 칸이 없습니다: %s", c.Settled.Title, id)
			}
		}
	}
	if sheets != 1 {
		wrong(`[[chapter]] kind = "sheets" 를 하나 두십시오`, "설명서가 들어갈 장이 %d개입니다", sheets)
	}
	return ds
}

// check finds margins that leave no room for a sheet.
func (p PageStyle) check(at diag.Span) (ds []diag.Diagnostic) {
	const widthMm100, heightMm100, roomMm100 = 21000, 29700, 10000 // A4, and what the tables need at the least
	wrong := func(format string, args ...any) {
		ds = append(ds, diag.Diagnostic{Code: "E009", Span: at, Message: "서식: " + fmt.Sprintf(format, args...),
			Hints: []string{"[page]의 여백을 줄이십시오"}})
	}
	if width := widthMm100 - p.LeftMm100 - p.RightMm100 - p.BindingMm100; width < roomMm100 {
		wrong("좌우 여백이 커서 글이 들어갈 너비가 %d mm뿐입니다", width/100)
	}
	if height := heightMm100 - p.TopMm100 - p.BottomMm100; height < roomMm100 {
		wrong("위아래 여백이 커서 글이 들어갈 높이가 %d mm뿐입니다", height/100)
	}
	return ds
}
