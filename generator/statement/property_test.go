package statement_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"budgetbook/generator/check"
	"budgetbook/generator/codes"
	"budgetbook/generator/diag"
	"budgetbook/generator/money"
	"budgetbook/generator/statement"
)

// tree draws statements, sound and damaged: any key may be missing, null or of another kind.
type tree struct {
	t    *rapid.T
	wild bool // damage too
}

func (d tree) pick(label string, of ...any) any { return rapid.SampledFrom(of).Draw(d.t, label) }

func (d tree) amount() any {
	n := rapid.Int64Range(-50, 100_000).Draw(d.t, "amount")
	if !d.wild {
		return n
	}
	return d.pick("amount", n, n, n, nil, "", "48,000", "△1,234", "(77)", "12,3", "원", 48000.0, 1.5, "1e3", 4.8e4, 99999999999, -99999999999, int64(1)<<62, true, []any{1}, map[string]any{"a": 1})
}

func (d tree) text(label string) any {
	words := []any{"가나 지원", "사무관리비", "시설비", "", "\u1112\u1161\u11ab가", "a\"b\\c", "줄\n바꿈", "\u202e", "\ue000", "이름(가,", "원자료에 없는 나머지", "\U0001F389"}
	if d.wild {
		words = append(words, nil, 7, []any{}, map[string]any{})
	}
	return d.pick(label, words...)
}

func (d tree) code() any {
	codes := []any{"201-01", "201-02", "304-03", "401-01"}
	if d.wild {
		codes = append(codes, "", nil, "20101", 20101, "201", "01", "x", "９９９-９９", []any{})
	}
	return d.pick("code", codes...)
}

func (d tree) basis() any {
	formulas := []any{"1,000원*3명", "△2,345원", "1,499.5원*1,000매", "100,000원*7.1666%", "10,000원*3명=30,000원", "구입", "세출예산사업명세서"}
	if d.wild {
		formulas = append(formulas, "10,000원*3명=31천원", "1,000원*세 번", "999,999,999,999,999원", "1원/0", nil, 5, "", "1,000원*\n2", "ㅇ원")
	}
	out := make([]any, rapid.IntRange(0, 3).Draw(d.t, "strings"))
	for i := range out {
		out[i] = d.pick("string", formulas...)
	}
	return out
}

func (d tree) node(keys map[string]any) any {
	if d.wild {
		for _, k := range []string{"name", "amount", "code", "basis", "detail", "items", "stats", "groups", "department", "project"} {
			if _, has := keys[k]; has && rapid.IntRange(0, 15).Draw(d.t, "missing") == 0 {
				delete(keys, k)
			}
		}
	}
	return keys
}

// list draws a list of what each gives, or something else in its place.
func (d tree) list(label string, most int, each func() any) any {
	if d.wild && rapid.IntRange(0, 20).Draw(d.t, label+" kind") == 0 {
		return d.pick(label, nil, []any{}, "글", 5, []any{nil, 1, "글", []any{}}, map[string]any{})
	}
	out := []any{}
	for range rapid.IntRange(0, most).Draw(d.t, label) {
		out = append(out, each())
	}
	return out
}

func (d tree) project() any {
	return d.node(map[string]any{
		"department": d.text("department"), "project": d.text("project"), "amount": d.amount(),
		"account": d.text("account"), "field": d.pick("field", "보건", "사회복지", "없는 분야", ""), "section": d.pick("section", "도로", "노인", "없는 부문", ""),
		"project_code": d.pick("project code", "4740000200830040", "P0001", "p0002", "book", nil, "가"),
		"execution":    map[string]any{"bdg_cash_amt": d.pick("cash", 5000, 0, nil), "sggep": 5000, "bdg_ntep": d.pick("national", 0, -1, nil, "x")},
		"groups": d.list("groups", 2, func() any {
			return d.node(map[string]any{"code": d.pick("group", "201", "", nil, "2"), "name": d.text("group name"), "amount": d.amount(), "stats": d.list("stats", 2, func() any {
				return d.node(map[string]any{"code": d.code(), "name": d.text("stat name"), "amount": d.amount(), "items": d.list("items", 3, func() any {
					return d.node(map[string]any{"name": d.text("item"), "amount": d.amount(), "basis": d.basis(), "detail": d.list("detail", 2, func() any {
						return d.node(map[string]any{"name": d.text("detail name"), "amount": d.amount(), "basis": d.basis()})
					})})
				})})
			})})
		}),
	})
}

// Whatever a statement holds, its book has no error; where it is sound, every project has the
// total that was printed.
func TestAnyStatement(t *testing.T) {
	lists := codes.Load()
	rapid.Check(t, func(t *rapid.T) {
		d := tree{t, rapid.Bool().Draw(t, "wild")}
		projects := d.list("projects", 3, d.project)
		data, err := json.Marshal(projects)
		if err != nil {
			t.Fatal(err)
		}
		opt := county
		opt.Rounding = rapid.SampledFrom(money.Modes).Draw(t, "rounding")
		opt.Year = rapid.SampledFrom([]int{2024, 2026, 2027}).Draw(t, "year")
		result, err := statement.Convert(data, opt)
		if err != nil {
			return // nothing is made of it
		}
		b, sheets, ds := compute(result)
		for _, s := range sheets {
			ds = append(ds, check.Sheet(b, s)...)
		}
		for _, p := range b.Projects {
			found, _ := codes.Check(lists, b.FiscalYear.Value, p)
			ds = append(ds, found...)
		}
		for _, found := range ds {
			if found.Severity() == diag.Error {
				t.Errorf("%s %s %s", found.Span.File, found.Code, found.Message)
			}
		}
		if !d.wild {
			var want money.Won
			for _, p := range projects.([]any) {
				want += money.Won(p.(map[string]any)["amount"].(int64) * 1000)
			}
			var got money.Won
			for _, s := range sheets {
				got += s.Total.Current.Figure.Won
			}
			if got != want {
				t.Errorf("the book has %s, the statement %s", got.Exact(), want.Exact())
			}
		}
		if t.Failed() {
			for _, f := range result.Files {
				t.Logf("%s\n%s", f.Name, f.Data)
			}
		}
	})
}
