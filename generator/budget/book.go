package budget

import (
	"budgetbook/generator/money"
	"budgetbook/generator/source"
)

// Book is 예산서: what book.toml says, and its projects in print order.
type Book struct {
	File       *source.File `toml:"-" json:"-"`
	Schema     source.Int   `toml:"schema" jsonschema:"required,title=서식 판,minimum=1,maximum=1"`
	Government source.Text  `toml:"government" jsonschema:"required,title=기관"`
	FiscalYear source.Int   `toml:"fiscal_year" jsonschema:"required,title=회계연도,minimum=1949,maximum=2200"`
	Kind       source.Text  `toml:"kind" jsonschema:"required,title=예산 구분,enum=본예산,enum=수정예산,enum=추가경정예산"`
	Round      source.Int   `toml:"round" jsonschema:"title=추경 차수,minimum=1,maximum=99"`
	Status     source.Text  `toml:"status" jsonschema:"required,title=상태,enum=안,enum=수정안,enum=확정,enum=표본"`
	Title      source.Text  `toml:"title" jsonschema:"required,title=책 제목"`
	Date       source.Text  `toml:"date" jsonschema:"required,title=날짜,example=2025-11-01,pattern=^[0-9]{4}-[0-9]{2}-[0-9]{2}$" jsonschema_description:"책에 찍히는 단 하나의 날짜"`
	Form       source.Text  `toml:"form" jsonschema:"required,title=서식,example=seoul" jsonschema_description:"내장 서식의 이름"`
	Rounding   RoundingRule `toml:"rounding" jsonschema:"title=끝수 처리"`
	Units      Units        `toml:"units" jsonschema:"title=표의 단위"`
	Sheets     source.Bool  `toml:"sheets" jsonschema:"title=사업마다 PDF 한 부"`
	Volume     source.Int   `toml:"volume_pages" jsonschema:"title=한 권의 쪽 수,minimum=20,maximum=100000" jsonschema_description:"책이 이보다 크면 실·국에서(큰 실·국은 부서에서) 나누어 권으로 만듭니다. 적지 않으면 1200쪽"`
	Protect    source.Bool  `toml:"protect" jsonschema:"title=부속 자료의 수식 칸 잠금" jsonschema_description:"단가, 수량처럼 입력하는 칸만 열어 둡니다. 암호는 없습니다"`
	Lines      source.Int   `toml:"workbook_rows" jsonschema:"title=부속 자료 한 파일에 둘 자료 줄 수,minimum=10,maximum=100000" jsonschema_description:"자료 시트(산출내역마다 한 줄)가 이보다 길면 실·국(없으면 부서)마다 한 파일과 총괄 파일로 나눕니다. 적지 않으면 15000줄"`
	Contact    source.Text  `toml:"contact" jsonschema:"title=대표전화" jsonschema_description:"대시민 공개본에 담당자 대신 찍힙니다"`

	Sources     []Source      `toml:"source" jsonschema:"required,title=재원"`
	Accounts    []source.Text `toml:"accounts" jsonschema:"title=회계의 차례" jsonschema_description:"적으면 책이 회계별로 나뉘고, 회계마다 직제순입니다"`
	Bureaus     []Bureau      `toml:"bureau" jsonschema:"title=실·국(직제순)"`
	Departments []Department  `toml:"department" jsonschema:"title=부서(직제순)"`

	Internal []source.Text `toml:"internal" jsonschema:"title=내부거래 통계목" jsonschema_description:"회계 사이의 전출금처럼 순계에서 빼는 통계목 코드"`
	Expect   *BookExpect   `toml:"expect" jsonschema:"title=이미 발표된 책의 합계"`

	Allow       []Allow      `toml:"allow" jsonschema:"title=허용한 확인(book.toml의 것)"`
	PublicWords []PublicWord `toml:"public_word" jsonschema:"title=공개본에 나와도 되는 말"`

	Projects []*Project `toml:"-" json:"-"` // in print order, of [Load]
}

// PublicWord is 공개어: an officer's name that is an ordinary word too, so that it may stand
// in the public edition.
type PublicWord struct {
	Word   source.Text `toml:"word" jsonschema:"required,title=말"`
	Reason source.Text `toml:"reason" jsonschema:"required,title=까닭"`
}

// RoundingRule is the declared rounding; an empty word means the usual one.
type RoundingRule struct {
	Line         source.Text `toml:"line" jsonschema:"title=산출내역의 끝수,enum=ceil,enum=half_up,enum=floor"`
	Rate         source.Text `toml:"rate" jsonschema:"title=증감률의 끝수,enum=ceil,enum=half_up,enum=floor"`
	RateDecimals source.Int  `toml:"rate_decimals" jsonschema:"title=증감률의 소수 자리,minimum=0,maximum=4"`
}

// Units declares the unit of each kind of table; an empty word means 천원 (규칙 제3조).
type Units struct {
	Basis      source.Text `toml:"basis" jsonschema:"title=산출근거,enum=원,enum=천원,enum=백만원" jsonschema_description:"산출내역을 줄마다 끝수 처리하는 단위. 재원과 사업비도 이 단위입니다"`
	Budget     source.Text `toml:"budget" jsonschema:"title=예산 총괄,enum=원,enum=천원,enum=백만원"`
	Schedule   source.Text `toml:"schedule" jsonschema:"title=추진일정,enum=원,enum=천원,enum=백만원"`
	Settlement source.Text `toml:"settlement" jsonschema:"title=결산,enum=원,enum=천원,enum=백만원"`
}

// BasisUnit is the unit of 산출근거, 재원 and 사업비, in which the sheet is computed.
func (u Units) BasisUnit() money.Unit { return unit(u.Basis) }

// BudgetUnit is the unit of 예산 총괄: no finer than what is computed.
func (u Units) BudgetUnit() money.Unit { return max(u.BasisUnit(), unit(u.Budget)) }

// ScheduleUnit is the unit of 추진일정: no finer than what is computed.
func (u Units) ScheduleUnit() money.Unit { return max(u.BasisUnit(), unit(u.Schedule)) }

// SettlementUnit is the unit of 결산, which is typed in won and rounded for itself.
func (u Units) SettlementUnit() money.Unit { return unit(u.Settlement) }

// unit is the unit of a word.
func unit(word source.Text) money.Unit {
	for _, u := range []money.Unit{money.InWon, money.Million} {
		if u.Korean() == word.Value {
			return u
		}
	}
	return money.Thousand
}

// PagesOfVolume is the most pages that are bound together. Usually 600 leaves, 6 cm of paper,
// which is what binders of A4 take.
func (b *Book) PagesOfVolume() int {
	if b.Volume.Given() {
		return int(b.Volume.Value)
	}
	return 1200
}

// Rule is the book's rounding with the usual words filled in: 올림 for lines (every line
// of the county read for domain.md §2.1), 반올림 for rates.
func (b *Book) Rule() money.Rounding {
	r := b.Rounding
	rule := money.Rounding{Line: money.Ceil, Unit: b.Units.BasisUnit(), Rate: money.HalfUp, RateDecimals: int(r.RateDecimals.Value)}
	if r.Line.Given() {
		rule.Line = money.Mode(r.Line.Value)
	}
	if r.Rate.Given() {
		rule.Rate = money.Mode(r.Rate.Value)
	}
	return rule
}

// Source is 재원: a column of the money's origin, in print order.
type Source struct {
	Key      source.Text `toml:"key" jsonschema:"required,title=키,example=city,pattern=^[a-z][a-z0-9_]*$"`
	Label    source.Text `toml:"label" jsonschema:"required,title=인쇄되는 이름"`
	National source.Bool `toml:"national" jsonschema:"title=국비인가" jsonschema_description:"(x…)로 찍히는 금액에 드는 재원"`
	Outside  source.Bool `toml:"outside" jsonschema:"title=예산 외인가" jsonschema_description:"구비, 기타처럼 이 예산 밖의 돈"`
}

// Bureau is 실·국 with its departments in 직제순.
type Bureau struct {
	Name        source.Text   `toml:"name" jsonschema:"required,title=실·국"`
	Departments []source.Text `toml:"departments" jsonschema:"required,title=부서"`
}

// Department is 부서 of a government without 실·국.
type Department struct {
	Name source.Text `toml:"name" jsonschema:"required,title=부서"`
}

// BookExpect holds published sums of the book, compared and never used.
type BookExpect struct {
	Projects source.Int    `toml:"projects" jsonschema:"title=사업 수"`
	Total    source.Won    `toml:"total" jsonschema:"title=총계(원)"`
	Net      source.Won    `toml:"net" jsonschema:"title=순계(원)"`
	Groups   []ExpectGroup `toml:"group" jsonschema:"title=묶음별 합계"`
}

// ExpectGroup is a published sum over the projects of one 부서, 회계, 분야 and so on.
type ExpectGroup struct {
	By   source.Text `toml:"by" jsonschema:"required,title=묶는 것,enum=실·국,enum=부서,enum=회계,enum=분야,enum=부문,enum=정책사업,enum=단위사업,enum=통계목"`
	Name source.Text `toml:"name" jsonschema:"required,title=이름"`
	Won  source.Won  `toml:"won" jsonschema:"required,title=예산액(원)"`
}
