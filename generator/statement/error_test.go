package statement_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"budgetbook/generator/money"
	"budgetbook/generator/statement"
)

var county = statement.Options{Government: "가나군", Year: 2026, Kind: "본예산", Rounding: money.Ceil}

func TestErrors(t *testing.T) {
	// project is a project of n lines of the amount, 천원.
	project := func(n int, amount string) string {
		return fmt.Sprintf(`{"department":"가","project":"나","groups":[{"code":"201","stats":[{"code":"201-01","items":[%s]}]}]}`,
			strings.TrimSuffix(strings.Repeat(fmt.Sprintf(`{"name":"다","amount":%s},`, amount), n), ","))
	}
	for _, tt := range []struct{ name, data, want string }{
		{"빈 파일", "", "1:1: 파일이 도중에 끝났습니다: 끝까지 내려받았는지 보십시오"},
		{"잘린 파일", "[\n{\"project\":\"가나", "2:15: 파일이 도중에 끝났습니다: 끝까지 내려받았는지 보십시오"},
		{"쉼표가 빠짐", "[\n{\"가\":1}\n{\"나\":2}]", "3:1: JSON 문법에 맞지 않는 글자입니다: '{'"},
		{"한글 뒤의 틀린 글자", "[{\"project\":\"가나다\" x}]", "1:19: JSON 문법에 맞지 않는 글자입니다: 'x'"},
		{"글 속의 줄바꿈", "[{\"project\":\"가\n나\"}]", "1:15: JSON 문법에 맞지 않는 글자입니다: U+000A"},
		{"배열 뒤에 남은 글", "[{}] 끝", "1:6: JSON 문법에 맞지 않는 글자입니다: '끝'"},
		{"CP949", "[{\"project\":\"\xb9\xae\"}]", "1:14: UTF-8이 아닌 글자가 있습니다: 파일을 UTF-8로 다시 저장하십시오"},
		{"목록이 아님", "\n {\"projects\":[]}", "2:2: 사업의 목록([ … ])이 아닙니다: 세출예산 사업명세서의 JSON인지 보십시오"},
		{"null", "null", "1:1: 사업의 목록([ … ])이 아닙니다: 세출예산 사업명세서의 JSON인지 보십시오"},
		{"빈 목록", "\ufeff[]", `파일에 사업이 하나도 없습니다. 사업은 {"department": …, "project": …, "amount": 천원, "groups": […]} 모양이어야 합니다`},
		{"사업이 없음", "[1, \"가\", null]", `파일에 사업이 하나도 없습니다. 사업은 {"department": …, "project": …, "amount": 천원, "groups": […]} 모양이어야 합니다`},
		{"너무 깊음", strings.Repeat("[", 20_000), "1:10001: 목록과 표가 너무 깊습니다"},
		{"사업이 너무 많음", "[" + strings.Repeat("{},", 20_000) + "{}]", "사업이 너무 많습니다: 20000건까지 읽습니다"},
		{"줄이 너무 많음", "[" + project(5001, "1") + "]", "가 '나': 한 사업의 산출내역이 5000줄을 넘습니다"},
		{"모든 줄이 너무 많음", "[" + strings.Repeat(project(5000, "1")+",", 100) + project(1, "1") + "]", "가 '나': 여기까지의 산출내역이 500000줄을 넘습니다"},
		{"더하면 한도를 넘음", "[" + project(11, "99999999999") + "]", "가 '나': 금액을 모두 더하면 999조원을 넘습니다: 단위가 천원인 자료인지 보십시오"},
		{"너무 큼", strings.Repeat(" ", statement.MaxBytes+1), "파일이 너무 큽니다: 64MB까지 읽습니다"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			result, err := statement.Convert([]byte(tt.data), county)
			got := fmt.Sprint(err)
			var placed *statement.Error
			if errors.As(err, &placed) {
				got = fmt.Sprintf("%d:%d: %s", placed.Line, placed.Column, got)
			}
			if result != nil || got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// Long names, many lines and many notes stay within what the loader reads.
func TestLargestProject(t *testing.T) {
	name := strings.Repeat("가나다라 ", 100)
	item := fmt.Sprintf(`{"name":"%s","amount":2,"basis":["1,000원","%s","1,000원*세 번"]},`, name, name)
	data := `[{"department":"가","project":"` + name + `","amount":1,"groups":[{"code":"201","stats":[{"code":"201-01","items":[` +
		strings.TrimSuffix(strings.Repeat(item, 2000), ",") + `]}]}]}]`
	result, err := statement.Convert([]byte(data), county)
	if err != nil {
		t.Fatal(err)
	}
	_, sheets, ds := compute(result)
	if len(ds) > 0 || len(sheets) != 1 || sheets[0].Total.Current.Figure.Won != 1000 {
		t.Errorf("%d sheets, %v", len(sheets), ds)
	}
	if c := result.Counts; c.Formulas != 2000 || c.Remainders != 2001 {
		t.Errorf("%+v", c)
	}
}

// A book that was rounded by another rule says so, once.
func TestOtherRounding(t *testing.T) {
	data := []byte(`[{"department":"가","project":"나","groups":[{"code":"201","stats":[{"code":"201-01","items":[
		{"name":"다","amount":1,"basis":["1,400원"]},{"name":"라","amount":2,"basis":["2,300원"]},{"name":"마","amount":4,"basis":["3,500원"]}]}]}]}]`)
	result, err := statement.Convert(data, county)
	if err != nil {
		t.Fatal(err)
	}
	const hint = "확인: 산식이 있는 3줄 가운데 인쇄된 금액과 같은 것이 올림이면 1줄, 반올림이면 3줄입니다: -rounding half_up 으로 다시 가져와 보십시오"
	if last := result.Notes[len(result.Notes)-1].String(); last != hint {
		t.Errorf("got %s", last)
	}
	other := county
	other.Rounding = money.HalfUp
	result, err = statement.Convert(data, other)
	if err != nil || result.Counts.Remainders != 0 || !strings.Contains(string(result.Files[0].Data), `line = "half_up"`) {
		t.Errorf("%+v, %v", result, err)
	}
}

// 재원 is taken over where it is this budget's, and only there.
func TestFunding(t *testing.T) {
	for _, tt := range []struct{ name, government, execution, want string }{
		{"군", "가나군", `{"bdg_cash_amt":10000,"bdg_ntep":5000,"capep":2000,"sggep":3000,"etc_amt":0}`, "national = 5_000\nprovince = 2_000\ncounty = 3_000"},
		{"시", "가나시", `{"bdg_cash_amt":10000,"sggep":9000,"etc_amt":1000}`, "city = 9_000\nother = 1_000"},
		{"구", "가나구", `{"bdg_cash_amt":10000,"capep":4000,"sggep":6000}`, "city = 4_000\ndistrict = 6_000"},
		{"광역시", "가나광역시", `{"bdg_cash_amt":10000,"capep":10000}`, "city = 10_000"},
		{"도", "가나도", `{"bdg_cash_amt":10000,"capep":4000,"sggep":6000}`, "province = 4_000\nlocal = 6_000"},
		{"예산현액이 다름", "가나군", `{"bdg_cash_amt":11000,"sggep":11000}`, ""},
		{"합이 안 맞음", "가나군", `{"bdg_cash_amt":10000,"sggep":9000}`, ""},
		{"천원 미만", "가나군", `{"bdg_cash_amt":10000,"sggep":9500,"etc_amt":500}`, ""},
		{"음수", "가나군", `{"bdg_cash_amt":10000,"sggep":11000,"etc_amt":-1000}`, ""},
		{"모름", "가나군", `{"bdg_cash_amt":null,"sggep":10000}`, ""},
		{"넘침", "가나군", `{"bdg_cash_amt":10000,"bdg_ntep":9223372036854775000,"capep":9223372036854775000,"sggep":11616}`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			opt := county
			opt.Government = tt.government
			result, err := statement.Convert([]byte(`[{"department":"가","project":"나","amount":10,"execution":`+tt.execution+`}]`), opt)
			if err != nil {
				t.Fatal(err)
			}
			_, after, _ := strings.Cut(string(result.Files[1].Data), "[funding]\n")
			got, _, _ := strings.Cut(after, "\n\n")
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if _, _, ds := compute(result); len(ds) > 0 {
				t.Errorf("%v", ds)
			}
		})
	}
}
