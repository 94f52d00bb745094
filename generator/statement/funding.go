package statement

import (
	"strings"

	"budgetbook/generator/money"
)

// fund is 재원 of a book: the key of [[source]], the name in print, and where
// 지방재정365 has its amount.
type fund struct {
	key, label string
	national   bool
	of         func(execution) amount
}

// funds lists 재원 in print order. What lies above a government and what is its own are
// called by what it is: 도비 and 군비 of a county, 시비 and 구비 of a district.
func funds(government string) []fund {
	upper, own := fund{key: "province", label: "도비"}, fund{key: "county", label: "군비"}
	switch {
	case hasSuffix(government, "특별시", "광역시", "특별자치시"):
		upper, own = fund{key: "city", label: "시비"}, fund{key: "district", label: "구비"}
	case hasSuffix(government, "도"):
		own = fund{key: "local", label: "시·군비"}
	case hasSuffix(government, "시"):
		own = fund{key: "city", label: "시비"}
	case hasSuffix(government, "구"):
		upper, own = fund{key: "city", label: "시비"}, fund{key: "district", label: "구비"}
	}
	upper.of = func(x execution) amount { return x.Province }
	own.of = func(x execution) amount { return x.Own }
	return []fund{
		{key: "national", label: "국비", national: true, of: func(x execution) amount { return x.National }},
		upper, own,
		{key: "other", label: "기타", of: func(x execution) amount { return x.Other }},
	}
}

func hasSuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// funding is 재원 of this budget, where it is known. The split that is published is of the
// 예산현액 of a later day: it is this budget's only where the two are equal, and only as
// whole 천원.
func (c *converter) funding(p project, s sheet) (shares []share) {
	x := p.Execution
	if !s.printed || s.total <= 0 || !x.Available.given || money.Won(x.Available.number) != s.total {
		return nil
	}
	var sum money.Won
	for _, f := range funds(c.opt.Government) {
		a := f.of(x)
		w := money.Won(a.number)
		if a.bad != "" || w < 0 || w > s.total || !w.IsWhole(money.Thousand) {
			return nil
		}
		if sum += w; w != 0 {
			shares = append(shares, share{f.key, w})
		}
	}
	if sum != s.total {
		return nil
	}
	for _, f := range shares {
		c.sources[f.key] = true
	}
	return shares
}
