package check_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"

	"budgetbook/generator/book"
)

// fault is one mistake of a clerk: in file, the text old, which stands there once, becomes
// new; "" is the end of the file. What the program must point at stands in ‹ › in new.
type fault struct{ kind, code, file, old, new string }

// seeded is a book with faults, and where each of them is.
type seeded struct {
	files  map[string]string
	faults []fault
	at     []string // of each fault: CODE FILE:LINE:COL
}

// TestSeoulFaults finds thirty and more kinds of faults in one run over the seed's book.
// One sheet cannot hold them all, so that it stands in the book several times.
func TestSeoulFaults(t *testing.T) {
	const sheet, expect, formula, year, settle = "social-economy-centers.toml", "z-expect.toml", "z-formula.toml", "z-year.toml", "z-settlement.toml"
	files := bookFiles(t, "seoul-2024")
	another := func(name string) { // the sheet once more, under another id and title
		id := strings.TrimSuffix(name, ".toml")
		files[name] = once(t, once(t, files[sheet], `id = "social-economy-centers"`, "id = "+strconv.Quote(id)),
			"title = \"자치구 사회적경제 통합지원체계 구축\"", "title = "+strconv.Quote("통합지원체계 "+id))
	}
	for _, name := range []string{expect, formula, year, settle, "z-allow.toml", "z-base.toml", "z-decode.toml", "z-id.toml", "z-nfd.toml", "z-quote.toml", "z-scale.toml", "z-syntax.toml", "z-control.toml"} {
		another(name)
	}
	files["z-scale.toml"] = without(t, files["z-scale.toml"], "# 이미 인쇄된 합계", "# 보기로 지어낸")

	findAll(t, files, []fault{
		{"부기의 합", "E201", sheet, "expect = 563_000_000", "expect = ‹562_000_000›"},
		{"통계목의 합", "E201", sheet, "name = \"사무관리비\"\n", "name = \"사무관리비\"\nexpect = ‹3_500_000›\n"},
		{"천원으로 적은 계", "E201", sheet, "total = 566_600_000", "total = ‹566_600›"},
		{"재원의 합", "E203", sheet, "\ncity = 566_600_000", "\ncity = ‹566_700_000›"},
		{"통계목 재원의 합", "E204", sheet, "base = 4_000_000\n", "base = 4_000_000\nfunding = { city = ‹3_000_000› }\n"},
		{"금액보다 큰 국비", "E205", sheet, "base_funding = { national = 0 }   #", "base_funding = { national = ‹5_000_000› }   #"},
		{"추진일정의 합", "E206", sheet, "amount = 3_600_000", "amount = ‹3_700_000›"},
		{"회계연도 밖의 추진기간", "W331", sheet, "from = \"2024-01\"\nto = \"2024-02\"", "from = \"‹2023-01›\"\nto = \"2024-02\""},
		{"거꾸로 된 기간", "E025", sheet, "from = \"2024-01\"\nto = \"2024-12\"", "from = \"2024-12\"\nto = \"‹2024-01›\""},
		{"없는 날짜", "E025", sheet, "cycle = [\"연례반복\"]", "from = \"‹2024-02-30›\"\ncycle = [\"연례반복\"]"},
		{"서식에 없는 사업기간", "E009", sheet, "cycle = [\"연례반복\"]", "cycle = [\"‹연레반복›\"]"},
		{"없는 직위", "E009", sheet, "role = \"주무관\"", "role = \"‹주무간›\""},
		{"없는 부서", "E023", sheet, "department = \"공정경제담당관\"", "department = \"‹공정경재담당관›\""},
		{"모르는 재원", "E024", sheet, "base = 647_000_000\nbase_funding = { national", "base = 647_000_000\nbase_funding = { ‹natonal›"},
		{"과목표와 다른 이름", "W361", sheet, "name = \"사무관리비\"", "name = \"‹공공운영비›\""},
		{"예산현액", "E207", sheet, "available = 4_719_600_000", "available = ‹4_719_700_000›"},
		{"집행잔액", "E207", sheet, "unspent = 22_416_000", "unspent = ‹22_426_000›"},
		{"총사업비", "E230", sheet, "", "\n[[plan]]\nsource = \"city\"\ntotal = ‹900_000_000›\ninvested = 0\ninitial = 651_000_000\nfuture = 0\n"},
		{"계속비 총액", "E231", sheet, "", "\n[continuing]\ntotal = ‹10_000_000›\nyear = [{ year = 2024, amount = 9_000_000 }]\n"},
		{"여섯째 해의 계속비", "E232", sheet, "amount = 9_000_000 }]", "amount = 9_000_000 }, { year = ‹2029›, amount = 2_000_000 }]"},
		{"명시이월액", "W233", sheet, "", "\n[carryover]\namount = ‹700_000_000›\nreason = \"까닭\"\n"},

		{"증감", "E201", expect, "change = -84_400_000", "change = ‹-84_300_000›"},
		{"증감률", "E201", expect, "rate = \"△13\"", "rate = \"‹△12›\""},
		{"없는 수치", "E216", expect, "", "\n[[expect.figure]]\nid = \"‹line[9]›\"\nwon = 0\n"},
		{"날짜 없는 기간", "W332", expect, "cycle = [\"연례반복\"]", "cycle = [\"‹기간›\"]"},

		{"단위 없는 단가", "E101", formula, "59,500,000원*2개소", "‹59,500,000›*2개소"},
		{"곱하기 둘", "E101", formula, "50,000,000원*1개소\" },\n    { label = \"8년차 2개소(서초", "50,000,000원*‹*›1개소\" },\n    { label = \"8년차 2개소(서초"},
		{"닫히지 않은 괄호", "E101", formula, "98,000,000원*1개소", "‹(›98,000,000원*1개소"},
		{"산식 뒤의 다른 결과", "E102", formula, "70,000,000원*1개소", "70,000,000원*1개소 = ‹71,000천원›"},
		{"천원 미만", "E211", formula, "base = 4_000_000", "base = ‹4_000_500›"},
		{"너무 큰 금액", "E101", formula, "formula = \"3,600,000원\"", "formula = \"‹900,000,000,000,000원*2회›\""},

		{"표에 없는 연도", "E214", year, "[[settlement]]\nyear = 2020", "[[settlement]]\nyear = ‹2019›"},
		{"두 번 나온 연도", "E022", year, "[[performance]]\nyear = 2023", "[[performance]]\nyear = ‹2022›"},
		{"이어지지 않는 이월", "E209", settle, "final = 2_952_000_000\ncarried_in = 0", "final = 2_952_000_000\ncarried_in = ‹10_000_000›"},
		{"음수인 집행잔액", "E208", settle, "spent = 1_716_050_000", "spent = ‹1_726_050_000›"},

		{"쓸데없는 허용", "W350", "z-allow.toml", "", "\n[[allow]]\ncode = \"‹W340›\"\nreason = \"까닭\"\n"},
		{"한쪽에만 있는 기준액", "W302", "z-base.toml", "name = \"사무관리비\"\nbase = 4_000_000", "name = \"‹사무관리비›\""},
		{"천원으로 적은 기준액", "W320", "z-scale.toml", "base = 647_000_000", "base = ‹647_000›"},
		{"모르는 키", "E004", "z-decode.toml", "detail = \"공모", "‹detial› = \"공모"},
		{"다른 종류의 값", "E005", "z-decode.toml", "amount = 3_600_000", "amount = \"‹3,600천원›\""},
		{"빠진 키", "E006", "z-decode.toml", "[[line]]\ncode = \"201-01\"\n", "‹[[line]]›\n"},
		{"모양이 다른 코드", "E009", "z-decode.toml", "code = \"308-01\"", "code = \"‹308-1›\""},
		{"같은 사업 ID", "E022", "z-id.toml", "id = \"z-id\"", "id = \"‹z-formula›\""},
		{"풀어쓴 글자", "W011", "z-nfd.toml", "summary = \"자치구", "summary = \"‹\u110c\u1161›치구"},
		{"닫히지 않은 따옴표", "E003", "z-quote.toml", "account = \"일반회계\"", "account = ‹\"›일반회계"},
		{"쉼표가 든 금액", "E003", "z-syntax.toml", "amount = 3_600_000", "amount = ‹3,600,000›"},
		{"방향을 바꾸는 문자", "E007", "z-control.toml", "summary = \"자치구", "summary = \"‹\u202e›자치구"},
		{"CP949 파일", "E002", "z-cp949.toml", "", "schema = 1\ntitle = \"‹문›화제\"\n"},
	})
}

// TestMujuFaults does the same to the nine sheets of the county's book.
func TestMujuFaults(t *testing.T) {
	files := bookFiles(t, "muju-2026")
	files["z-allow.toml"] = once(t, once(t, files["water-plant-renewal.toml"], `id = "water-plant-renewal"`, `id = "z-allow"`), "노후 정수장 정비사업\"\naccount", "새 정수장 정비사업\"\naccount")
	files["z-id.toml"] = once(t, once(t, files["water-plant-renewal.toml"], `id = "water-plant-renewal"`, `id = "z-id"`), "노후 정수장 정비사업\"\naccount", "옛 정수장 정비사업\"\naccount")

	findAll(t, files, []fault{
		{"부기의 합", "E201", "lonely-death.toml", "formula = \"750,000원*1회\"\n  expect = 750_000", "formula = \"750,000원*1회\"\n  expect = ‹760_000›"},
		{"통계목 재원의 합", "E204", "lonely-death.toml", "county = 1_920_000", "county = ‹1_820_000›"},
		{"통계목 국비의 합", "E204", "lonely-death.toml", "national = 14_825_000, province = 8_895_000", "national = ‹14_815_000›, province = 8_905_000"},
		{"모르는 재원", "E024", "lonely-death.toml", "county = 5_930_000", "‹couny› = 5_930_000"},
		{"없는 직위", "E009", "lonely-death.toml", "role = \"주무관\"", "role = \"‹주무간›\""},
		{"추진일정의 합", "E206", "lonely-death.toml", "amount = 23_640_000", "amount = ‹23_540_000›"},
		{"회계연도 밖의 추진기간", "W331", "lonely-death.toml", "from = \"2026-02\"", "from = \"‹2025-02›\""},
		{"거꾸로 된 기간", "E025", "lonely-death.toml", "from = \"2026-04\"\nto = \"2026-10\"", "from = \"2026-11\"\nto = \"‹2026-10›\""},
		{"표에 없는 연도", "E214", "lonely-death.toml", "year = 2024", "year = ‹2022›"},
		{"적힌 목록의 수", "W310", "lonely-death.toml", "detail = \"(표본) 마을 활동가 교육\"", "detail = \"(‹무주 2개소, 안성 2개소›)\""},
		{"적힌 목록의 수", "", "lonely-death.toml", "formula = \"750,000원*1회\"", "formula = \"250,000원*3개소\""}, // the other half of it

		{"재원의 합", "E203", "human-rights-school.toml", "county = 2_625_000", "county = ‹2_635_000›"},
		{"부기의 합, 다른 사업", "E201", "human-rights-school.toml", "expect = 150_000", "expect = ‹160_000›"},
		{"없는 부서", "E023", "human-rights-school.toml", "department = \"자치행정과\"", "department = \"‹자치행점과›\""},
		{"과목표와 다른 이름", "E220", "human-rights-school.toml", "name = \"사무관리비\"", "name = \"‹공공운영비›\""},
		{"총사업비", "E230", "human-rights-school.toml", "", "\n[[plan]]\nsource = \"province\"\ntotal = ‹5_000_000›\ninvested = 0\ninitial = 0\nfuture = 0\n"},

		{"천원으로 적은 재원", "E203", "housing-benefit.toml", "national = 905_000_000", "national = ‹905_000›"},
		{"다른 끝수 처리", "W201", "housing-benefit.toml", "expect = 312_450_000", "expect = ‹312_449_000›"},
		{"계", "E201", "housing-benefit.toml", "total = 1_131_200_000", "total = ‹1_131_300_000›"},

		{"단위 없는 단가", "E101", "community-service.toml", "200,000원*5회", "‹200,000›*5회"},
		{"산식 뒤의 다른 결과", "E102", "community-service.toml", "129,341원*212명*12월", "129,341원*212명*12월 = ‹329,043천원›"},
		{"한쪽에만 있는 기준액", "", "community-service.toml", "name = \"사무관리비\"\n", "name = \"사무관리비\"\nbase = 1_000_000\n"},
		{"한쪽에만 있는 기준액", "W302", "community-service.toml", "name = \"사회보장적수혜금(국고보조재원)\"", "name = \"‹사회보장적수혜금(국고보조재원)›\""},

		{"없는 날짜", "E025", "bandinuri-park.toml", "to = \"2026-12\"\nsummary", "to = \"‹2026-13›\"\nsummary"},
		{"서식에 없는 사업기간", "E009", "bandinuri-park.toml", "cycle = [\"기간\"]", "cycle = [\"‹기한›\"]"},
		{"곱하기 둘", "E101", "bandinuri-park.toml", "9,221.425원*140,000㎡", "9,221.425원*‹*›140,000㎡"},
		{"닫히지 않은 괄호", "E101", "bandinuri-park.toml", "1,291,000,000원*0.3625%", "‹(›1,291,000,000원*0.3625%"},

		{"부기의 합, 둘째 사업", "E201", "nonggong-complex.toml", "expect = 4_986_000", "expect = ‹4_896_000›"},
		{"천원 미만", "E211", "nonggong-complex.toml", "county = 133_968_000", "county = ‹133_968_500›"},
		{"천 배로 적은 일정", "E206", "nonggong-complex.toml", "amount = 53_816_000", "amount = ‹53_816_000_000›"},
		{"계속비 총액", "E231", "nonggong-complex.toml", "", "\n[continuing]\ntotal = ‹10_000_000›\nyear = [{ year = 2026, amount = 9_000_000 }]\n"},
		{"명시이월액", "W233", "nonggong-complex.toml", "", "\n[carryover]\namount = ‹200_000_000›\nreason = \"까닭\"\n"},

		{"통계목의 합", "E201", "ai-iot-elder-health.toml", "expect = 926_000", "expect = ‹936_000›"},
		{"너무 큰 금액", "E101", "ai-iot-elder-health.toml", "30,000원*200명", "‹900,000,000,000,000원*200명›"},
		{"풀어쓴 글자", "W011", "ai-iot-elder-health.toml", "어르신 건강관리 운영인력", "어르신 ‹\u1100\u1165\u11ab›강관리 운영인력"},

		{"모르는 키", "E004", "water-plant-renewal.toml", "program = {", "‹progam› = {"},
		{"다른 종류의 값", "E005", "water-plant-renewal.toml", "total = 4_242_000_000", "total = \"‹4,242,000천원›\""},
		{"모양이 다른 코드", "E009", "water-plant-renewal.toml", "code = \"401-01\"", "code = \"‹401-1›\""},
		{"빠진 키", "E006", "water-plant-renewal.toml", "# 전년도 이월이", "‹#› 전년도 이월이"}, // of the file as a whole
		{"빠진 키", "", "water-plant-renewal.toml", "account = \"상수도 특별회계\"\n", ""},
		{"쉼표가 든 금액", "E003", "water-facilities.toml", "expect = 217_480_000", "expect = ‹217,480,000›"},
		{"같은 사업 ID", "E022", "z-id.toml", "id = \"z-id\"", "id = \"‹housing-benefit›\""},
		{"쓸데없는 허용", "W350", "z-allow.toml", "", "\n[[allow]]\ncode = \"‹W340›\"\nreason = \"까닭\"\n"},
		{"CP949 파일", "E002", "z-cp949.toml", "", "schema = 1\ntitle = \"‹문›화제\"\n"},
	})
}

// TestSupplementFaults does the same to the five sheets of a 추가경정예산.
func TestSupplementFaults(t *testing.T) {
	const service, pine, school, complex, park = "community-service.toml", "pinewilt-control.toml", "human-rights-school.toml", "nonggong-complex.toml", "bandinuri-park.toml"
	files := bookFiles(t, "muju-2026-chu1")
	for _, name := range []string{"z-allow.toml", "z-decode.toml", "z-id.toml", "z-quote.toml", "z-reason.toml"} {
		id := strings.TrimSuffix(name, ".toml")
		files[name] = once(t, once(t, files[school], `id = "human-rights-school"`, "id = "+strconv.Quote(id)), "title = \"온누리", "title = \"온누리 "+id)
	}

	findAll(t, files, []fault{
		{"책의 없는 날짜", "E025", "book.toml", "date = \"2026-04-01\"", "date = \"‹2026-04-31›\""},

		{"재원의 합", "E203", service, "county = 32_644_000", "county = ‹32_654_000›"},
		{"기준보조율", "W238", service, "national = 260_777_000", "national = ‹260_777_000›"},
		{"기준보조율", "", service, "share = \"80%\"", "share = \"70%\""},
		{"모르는 재원", "E024", service, "source = \"province\"", "source = \"‹provinse›\""},
		{"기정액 계", "E201", service, "base = 330_044_000", "base = ‹330_144_000›"},
		{"통계목 재원의 합", "E204", service, "base = 1_000_000\n", "base = 1_000_000\nfunding = { county = ‹900_000› }\n"},
		{"금액보다 큰 국비", "E205", service, "base = 329_044_000 ", "base_funding = { national = ‹330_000_000› }\nbase = 329_044_000 "},
		{"다른 끝수 처리", "W201", service, "expect = 325_065_000", "expect = ‹325_064_000›"},
		{"서식에 없는 사업기간", "E009", service, "", "\n[overview]\ncycle = [\"‹매년›\"]\n"},
		{"거꾸로 된 기간", "E025", service, "\n[overview]\n", "\n[overview]\nfrom = \"2026-05\"\nto = \"‹2026-04›\"\n"},

		{"천원 미만", "E211", pine, "base = 0\nbase_funding = { national = 0 }\nfunding = { national = 278", "base = ‹500›\nbase_funding = { national = 0 }\nfunding = { national = 278"},
		{"통계목 재원의 합, 둘째 사업", "E204", pine, "county = 15_050_000", "county = ‹15_060_000›"},
		{"곱하기 둘", "E101", pine, "4,456,000원*125ha", "4,456,000원*‹*›125ha"},
		{"산식 뒤의 다른 결과", "E102", pine, "600,000,000원*7.1666%", "600,000,000원*7.1666% = ‹42,999천원›"},
		{"회계연도 밖의 추진기간", "W331", pine, "step = \"방제사업\"\nfrom = \"2026-05\"", "step = \"방제사업\"\nfrom = \"‹2025-05›\""},
		{"없는 날짜", "E025", pine, "step = \"감리용역\"\nfrom = \"2026-05\"", "step = \"감리용역\"\nfrom = \"‹2026-00›\""},
		{"총사업비", "E230", pine, "", "\n[[plan]]\nsource = \"county\"\ntotal = ‹200_000_000›\ninvested = 0\ninitial = 0\nfuture = 0\n"},

		{"통계목의 합", "E201", school, "expect = 4_000", "expect = ‹5_000›"},
		{"부기의 합", "E201", school, "expect = 150_000", "expect = ‹160_000›"},
		{"코드와 다른 이름", "E220", school, "name = \"사무관리비\"", "name = \"‹공공운영비›\""},
		{"없는 부서", "E023", school, "department = \"자치행정과\"", "department = \"‹자치행점과›\""},
		{"계속비 총액", "E231", school, "", "\n[continuing]\ntotal = ‹10_000_000›\nyear = [{ year = 2026, amount = 9_000_000 }]\n"},
		{"여섯째 해의 계속비", "E232", school, "amount = 9_000_000 }]", "amount = 9_000_000 }, { year = ‹2031›, amount = 2_000_000 }]"},
		{"명시이월액", "W233", school, "", "\n[carryover]\namount = ‹200_000_000›\nreason = \"까닭\"\n"},

		{"추진일정의 합", "E206", complex, "amount = 118_765_000", "amount = ‹118_775_000›"},
		{"없는 직위", "E009", complex, "role = \"팀장\"", "role = \"‹팀짱›\""},
		{"증감", "E201", complex, "change = 118_765_000", "change = ‹118_865_000›"},
		{"증감률", "E201", complex, "rate = \"89\"", "rate = \"‹88›\""},
		{"없는 수치", "E216", complex, "", "\n[[expect.figure]]\nid = \"‹line[9]›\"\nwon = 0\n"},
		{"풀어쓴 글자", "W011", complex, "무주제2농공단지 비점오염저감시설 유지", "무주제2농공단지 비점오염저감시설 ‹\u110b\u1172›지"},

		{"한쪽에만 있는 기준액", "W302", park, "name = \"시설부대비\"\nbase = 4_680_000\n", "name = \"‹시설부대비›\"\n"},
		{"산식 없는 부기", "E006", park, "label = \"무주 반디누리 생태체험공원 조성사업\"\n  formula = \"10,680.857원*140,000㎡\"", "label = \"‹무주 반디누리 생태체험공원 조성사업›\""},

		{"증감사유", "W235", "z-reason.toml", "title = \"온누리 z-reason 인권학교 운영\"", "title = \"‹온누리 z-reason 인권학교 운영›\""},
		{"증감사유", "", "z-reason.toml", "change_reason = \"\"\"\n- (표본) 전년도 도비 집행잔액의 이자를 반환\n\"\"\"\n", ""},
		{"쓸데없는 허용", "W350", "z-allow.toml", "", "\n[[allow]]\ncode = \"‹W340›\"\nreason = \"까닭\"\n"},
		{"모르는 키", "E004", "z-decode.toml", "label = \"현수막", "‹lable› = \"현수막"},
		{"다른 종류의 값", "E005", "z-decode.toml", "total = 3_754_000", "total = ‹3754.0›"},
		{"모양이 다른 코드", "E009", "z-decode.toml", "code = \"802-02\"", "code = \"‹80202›\""},
		{"같은 사업 ID", "E022", "z-id.toml", "id = \"z-id\"", "id = \"‹pinewilt-control›\""},
		{"닫히지 않은 따옴표", "E003", "z-quote.toml", "account = \"일반회계\"", "account = ‹\"›일반회계"},
		{"CP949 파일", "E002", "z-cp949.toml", "", "schema = 1\ntitle = \"‹문›화제\"\n"},
	})
}

// bookFiles are the files of a book under data/.
func bookFiles(t *testing.T, name string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "data", name, "*.toml"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no book: ", err)
	}
	files := map[string]string{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = string(data)
	}
	return files
}

// once replaces a text that stands in another exactly once.
func once(t *testing.T, text, old, new string) string {
	t.Helper()
	if n := strings.Count(text, old); n != 1 {
		t.Fatalf("%q stands %d times", old, n)
	}
	return strings.Replace(text, old, new, 1)
}

// without cuts what stands from one text up to another.
func without(t *testing.T, text, from, to string) string {
	t.Helper()
	before, rest, ok := strings.Cut(text, from)
	_, after, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("no %q … %q", from, to)
	}
	return before + to + after
}

// marked is a faulty text in a file while it is being seeded.
var marked = regexp.MustCompile(`‹([0-9]+):([^›]*)›`)

// seed puts the faults into the files and finds the places of them all, counted in the
// finished text.
func seed(t *testing.T, files map[string]string, faults []fault) seeded {
	t.Helper()
	for i, f := range faults {
		new := strings.ReplaceAll(f.new, "‹", fmt.Sprintf("‹%d:", i))
		if f.old == "" {
			files[f.file] += new
			continue
		}
		files[f.file] = once(t, files[f.file], f.old, new)
	}
	s := seeded{files: map[string]string{}, faults: faults}
	for name, text := range files {
		var out strings.Builder
		for text != "" {
			m := marked.FindStringSubmatchIndex(text)
			if m == nil {
				break
			}
			out.WriteString(text[:m[0]])
			f, _ := strconv.Atoi(text[m[2]:m[3]])
			done := out.String()
			line := done[strings.LastIndexByte(done, '\n')+1:]
			s.at = append(s.at, fmt.Sprintf("%s %s:%d:%d", faults[f].code, name, strings.Count(done, "\n")+1, utf8.RuneCountInString(line)+1))
			out.WriteString(text[m[4]:m[5]])
			text = text[m[1]:]
		}
		s.files[name] = out.String() + text
	}
	slices.Sort(s.at)
	return s
}

// findAll checks the book before and after it is seeded: every fault is found at its
// place, and what else is said was said before.
func findAll(t *testing.T, files map[string]string, faults []fault) {
	t.Helper()
	before := map[string]bool{}
	for _, d := range told(files) {
		before[d.file+" "+d.message] = true
	}
	s := seed(t, files, faults)
	kinds := map[string]bool{}
	for _, f := range faults {
		kinds[f.kind] = true
	}
	if len(kinds) < 30 {
		t.Errorf("%d kinds of faults, want thirty", len(kinds))
	}
	missing := map[string]bool{}
	for _, at := range s.at {
		if missing[at] {
			t.Errorf("two faults at %s", at)
		}
		missing[at] = true
	}
	for _, d := range told(s.files) {
		switch {
		case missing[d.at]:
			delete(missing, d.at)
		case before[d.file+" "+d.message]:
		default:
			t.Errorf("invented: %s %s", d.at, d.message)
		}
	}
	for _, at := range s.at {
		if missing[at] {
			t.Errorf("not found: %s", at)
		}
	}
}

// said is one diagnostic.
type said struct{ at, file, message string }

func told(files map[string]string) (out []said) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		data := []byte(text)
		if name == "z-cp949.toml" {
			data, _ = korean.EUCKR.NewEncoder().Bytes(data)
		}
		fsys[name] = &fstest.MapFile{Data: data}
	}
	checked := book.Check(fsys, 1)
	for _, d := range checked.Diagnostics {
		line, column := checked.Sources.Position(d.Span)
		out = append(out, said{fmt.Sprintf("%s %s:%d:%d", d.Code, d.Span.File, line, column), d.Span.File, d.Message})
	}
	slices.SortFunc(out, func(a, b said) int { return cmp.Compare(a.at, b.at) })
	return out
}
