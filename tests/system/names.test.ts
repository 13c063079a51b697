import { describe, expect, test } from 'vitest'
import { className, domainOf, isPythonIdentifier, serviceKey, shown } from '../../src/system/names.ts'

test.each([
  ['OrderItem', 'OrderItem'],
  ['HTTPServer', 'HTTPServer'],
  ['order_item', 'OrderItem'],
  ['orderItem', 'OrderItem'],
  ['Order_Item', 'OrderItem'],
  ['2fa', '2fa'],
])('the class of %s is %s', (name, expected) => {
  expect(className(name)).toBe(expected)
})

describe('services', () => {
  test('what a service is about', () => {
    expect(domainOf('order-history-service')).toBe('order_history')
    expect(domainOf('Auth_Service')).toBe('auth')
    expect(domainOf('service')).toBe('service')
    expect(serviceKey('Order_history-service')).toBe('order-history')
  })
})

describe('limits', () => {
  test('Python identifiers', () => {
    expect(['a', '_a', 'a1', 'match'].every(isPythonIdentifier)).toBe(true)
    expect(['', '1a', 'class', 'a-b', 'naïve', 'None'].some(isPythonIdentifier)).toBe(false)
  })

  test('a hostile name is shown on one line without marks', () => {
    expect(shown('a\nb\u202e`c`')).toBe('a\\u000ab\\u202e\\u0060c\\u0060')
    expect(shown('x'.repeat(1_000_000))).toHaveLength(60)
  })
})
