package formula

import (
	"fmt"
	"math/big"

	"budgetbook/generator/money"
)

// quantity is the value of a part: won where it holds money, else a bare number.
type quantity struct {
	value *big.Rat
	money bool
}

// evaluator works an expression out and holds it to the rule of money: a product
// has it once at most and never below the line, the terms of a sum all have it or
// none does.
type evaluator struct{ formula *Formula }

// evaluate is the value of the whole formula in won.
func (f *Formula) evaluate() (*big.Rat, *Error) {
	e := evaluator{f}
	q, err := e.eval(f.root)
	switch {
	case err != nil:
		return nil, err
	case !q.money:
		return nil, e.noMoney(f.root)
	case tooLarge(q.value):
		return nil, e.fail(f.root, money.ErrLimit.Error(), "단위와 자릿수를 확인하십시오")
	}
	return q.value, nil
}

func tooLarge(won *big.Rat) bool {
	return new(big.Rat).Abs(won).Cmp(money.Limit.Rat()) > 0
}

func (e evaluator) fail(n node, message, hint string) *Error {
	return newError(e.formula.Text, n.at(), message, hint)
}

func (e evaluator) eval(n node) (quantity, *Error) {
	switch n := n.(type) {
	case number:
		written := e.formula.nums[n.index]
		return quantity{written.Value, written.Kind == Money}, nil
	case negative:
		q, err := e.eval(n.of)
		if err != nil {
			return q, err
		}
		return quantity{new(big.Rat).Neg(q.value), q.money}, nil
	case counted:
		q, err := e.eval(n.of)
		if err == nil && q.money && n.unit.from < n.unit.to {
			return q, newError(e.formula.Text, n.unit, "금액을 묶은 괄호 뒤에는 단위를 쓸 수 없습니다", "단위를 지우거나 *1개소처럼 수량을 곱하십시오")
		}
		return q, err
	case binary:
		return e.join(n)
	default:
		panic(fmt.Sprintf("formula: unknown node %T", n))
	}
}

func (e evaluator) join(n binary) (quantity, *Error) {
	left, err := e.eval(n.left)
	if err != nil {
		return left, err
	}
	right, err := e.eval(n.right)
	if err != nil {
		return right, err
	}
	value := new(big.Rat)
	switch n.op {
	case '+', '-':
		if left.money && !right.money {
			return right, e.noMoney(n.right)
		}
		if right.money && !left.money {
			return left, e.noMoney(n.left)
		}
		if n.op == '-' {
			return quantity{value.Sub(left.value, right.value), left.money}, nil
		}
		return quantity{value.Add(left.value, right.value), left.money}, nil
	case '*':
		if left.money && right.money {
			return right, e.fail(n.right, "금액에 금액을 곱할 수 없습니다", "금액은 한 번만, 나머지는 2개소나 50%처럼 쓰십시오")
		}
		return quantity{value.Mul(left.value, right.value), left.money || right.money}, nil
	case '/':
		if right.money {
			return right, e.fail(n.right, "금액으로 나눌 수 없습니다", "나누는 수는 12개월이나 100처럼 쓰십시오")
		}
		if right.value.Sign() == 0 {
			return right, e.fail(n.right, "0으로 나눌 수 없습니다", "")
		}
		return quantity{value.Quo(left.value, right.value), left.money}, nil
	default:
		panic(fmt.Sprintf("formula: unknown operator %q", n.op))
	}
}

// noMoney points at a part that should be money. Its first number, if it stands
// bare, is most likely the price that lacks its 원.
func (e evaluator) noMoney(n node) *Error {
	hint := "59,500,000원처럼 쓰십시오"
	if first := e.formula.nums[firstNumber(n)]; first.Unit == "" {
		hint = first.Text + "원처럼 쓰십시오"
	}
	return e.fail(n, "금액 단위(원)가 없습니다", hint)
}

// firstNumber is the index of the leftmost number of a part.
func firstNumber(n node) int {
	switch n := n.(type) {
	case number:
		return n.index
	case negative:
		return firstNumber(n.of)
	case counted:
		return firstNumber(n.of)
	case binary:
		return firstNumber(n.left)
	default:
		panic(fmt.Sprintf("formula: unknown node %T", n))
	}
}
